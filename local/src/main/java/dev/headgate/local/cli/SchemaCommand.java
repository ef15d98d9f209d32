package dev.headgate.local.cli;

import dev.headgate.config.FormatSchema;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// `headgate schema`: the JSON Schema of Kong's format as Headgate reads it.
@Command(
        name = "schema",
        description = "Prints the JSON Schema of the declarative format, for editors.",
        footer = {"", "Write it to a file and name that at the top of your configuration:",
                "  # yaml-language-server: $schema=kong.schema.json"})
final class SchemaCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private ConfigurationOptions plugins;

    @Override
    public Integer call() {
        spec.commandLine().getOut().print(FormatSchema.text(plugins.registry()));
        spec.commandLine().getOut().flush();
        return Headgate.OK;
    }
}
