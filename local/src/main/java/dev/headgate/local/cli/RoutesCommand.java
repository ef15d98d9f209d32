package dev.headgate.local.cli;

import dev.headgate.config.LoadedConfiguration;
import dev.headgate.model.Gateway;
import dev.headgate.router.CompiledGateway;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// `headgate routes`: the route table in matching order.
@Command(
        name = "routes",
        description = "Prints the route table in the order in which routes are tried.",
        footer = {"",
                "A route with paths of several lengths stands in several rows, each with a rank of its own, as in Kong."})
final class RoutesCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private ConfigurationArgument configuration;

    @Override
    public Integer call() {
        LoadedConfiguration loaded = configuration.load();
        Gateway gateway = ConfigurationInput.usable(loaded, spec);
        CompiledGateway compiled = Compilation.of(gateway, loaded);
        spec.commandLine().getOut().print(RouteListing.of(compiled, loaded.settings().auth())
                .text(spec.commandLine().getColorScheme().ansi()));
        spec.commandLine().getOut().flush();
        return Headgate.OK;
    }
}
