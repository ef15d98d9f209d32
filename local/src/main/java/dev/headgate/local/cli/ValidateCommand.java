package dev.headgate.local.cli;

import dev.headgate.config.LoadedConfiguration;
import dev.headgate.diagnostic.Diagnostic;
import dev.headgate.diagnostic.Severity;
import dev.headgate.local.configuration.SystemSecrets;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `headgate validate`: everything that is wrong with a configuration, in one run.
@Command(
        name = "validate",
        description = "Checks a configuration and prints every mistake with its place.")
final class ValidateCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private ConfigurationArgument configuration;

    @Option(
            names = "--format",
            description = "text or json: a list of {severity, code, entity_type, entity_name, field, message, hint, file,"
                    + " line, column}. Default: ${DEFAULT-VALUE}.",
            defaultValue = "text")
    private OutputFormat format;

    @Option(
            names = "--resolve",
            description = "Look vault references up, in the environment and in AWS, as start does. Without it they are only"
                    + " checked for their form.")
    private boolean resolve;

    @Override
    public Integer call() {
        LoadedConfiguration loaded = ConfigurationInput
                .load(resolve ? configuration.files().with(SystemSecrets.open()) : configuration.files());
        List<Diagnostic> diagnostics = loaded.diagnostics();
        PrintWriter out = spec.commandLine().getOut();
        switch (format) {
            case JSON -> DiagnosticReport.json(diagnostics, out);
            case TEXT -> {
                DiagnosticReport.text(diagnostics, out, spec.commandLine().getColorScheme().ansi());
                out.println(summary(loaded));
            }
        }
        return loaded.gateway().isPresent() ? Headgate.OK : Headgate.INPUT;
    }

    private static String summary(LoadedConfiguration loaded) {
        long errors = count(loaded, Severity.ERROR);
        long warnings = count(loaded, Severity.WARNING);
        return loaded.gateway()
                .map(gateway -> "%s is valid (services: %d, routes: %d, consumers: %d, plugins: %d; warnings: %d)"
                        .formatted(
                                loaded.fileName(), gateway.services().size(), gateway.routes().size(),
                                gateway.consumers().size(),
                                gateway.plugins().size(), warnings))
                .orElseGet(() -> "%s cannot be used (errors: %d, warnings: %d)".formatted(loaded.fileName(), errors,
                        warnings));
    }

    private static long count(LoadedConfiguration loaded, Severity severity) {
        return loaded.diagnostics().stream().filter(diagnostic -> diagnostic.severity() == severity).count();
    }
}
