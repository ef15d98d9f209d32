package dev.headgate.local.cli;

import dev.headgate.config.LoadedConfiguration;
import dev.headgate.config.NormalizedFile;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `headgate convert`: a configuration in one plain form.
@Command(
        name = "convert",
        description = "Prints a configuration in format 3.0 with all defaults filled in, ids given, and every entity in a"
                + " list of its own.",
        footer = {"",
                "Two files that mean the same print the same. Keys, passwords and secrets are printed as they are",
                "written."})
final class ConvertCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private ConfigurationArgument configuration;

    /// What to print.
    enum Form {
        YAML, JSON;

        @Override
        public String toString() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    @Option(names = "--format", description = "yaml or json. Default: ${DEFAULT-VALUE}.", defaultValue = "yaml")
    private Form format;

    @Override
    public Integer call() {
        LoadedConfiguration loaded = configuration.load();
        ConfigurationInput.usable(loaded, spec);
        NormalizedFile file = loaded.declared().orElseThrow().normalize();
        PrintWriter out = spec.commandLine().getOut();
        out.print(switch (format) {
            case YAML -> NormalizedText.yaml(file);
            case JSON -> NormalizedText.json(file);
        });
        out.flush();
        return Headgate.OK;
    }
}
