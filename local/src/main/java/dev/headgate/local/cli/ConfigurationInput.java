package dev.headgate.local.cli;

import dev.headgate.config.ConfigurationFiles;
import dev.headgate.config.LoadedConfiguration;
import dev.headgate.diagnostic.Diagnostic;
import dev.headgate.diagnostic.Severity;
import dev.headgate.model.Gateway;
import java.io.IOException;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;

/// Reads configurations for commands, and ends them where one cannot be used.
final class ConfigurationInput {
    private ConfigurationInput() {}

    /// @throws EnvironmentException when a file cannot be read
    static LoadedConfiguration load(ConfigurationFiles files) {
        try {
            return files.load(System.in);
        } catch (IOException e) {
            throw new EnvironmentException(e.getMessage(), e);
        }
    }

    /// The gateway of a configuration without errors. Warnings and notes go to standard error.
    ///
    /// @throws InputException when there are errors, which have then been printed
    static Gateway usable(LoadedConfiguration loaded, CommandSpec spec) {
        print(loaded.diagnostics(), spec);
        return loaded.gateway().orElseThrow(() -> new InputException(loaded.fileName() + " cannot be used: "
                + loaded.diagnostics().stream().filter(found -> found.severity() == Severity.ERROR).count()
                + " errors"));
    }

    static void print(List<Diagnostic> diagnostics, CommandSpec spec) {
        DiagnosticReport.text(diagnostics, spec.commandLine().getErr(), spec.commandLine().getColorScheme().ansi());
    }
}
