package dev.headgate.local.cli;

import dev.headgate.diagnostic.Diagnostic;
import dev.headgate.local.gateway.Console;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;

/// The terminal: notices on standard output, findings and logs on standard error.
///
/// @param spec the running command, which has the writers
record GatewayConsole(CommandSpec spec) implements Console {
    @Override
    public synchronized void findings(List<Diagnostic> diagnostics) {
        ConfigurationInput.print(diagnostics, spec);
    }

    @Override
    public synchronized void notice(String text) {
        spec.commandLine().getOut().println(text);
        spec.commandLine().getOut().flush();
    }

    @Override
    public synchronized void log(String line) {
        spec.commandLine().getErr().println(line.stripTrailing());
        spec.commandLine().getErr().flush();
    }
}
