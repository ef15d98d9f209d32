package dev.headgate.local.keys;

import dev.headgate.local.cli.Headgate;
import dev.headgate.local.cli.OutputFormat;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `headgate keys revoke`: ends a key for good.
@Command(
        name = "revoke",
        description = "Ends a key for good. Gateways that know it let it work for up to 30 seconds more.")
final class RevokeCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private StoreOptions store;

    @Mixin
    private KeyArgument key;

    @Option(names = "--format", description = "text or json. Default: ${DEFAULT-VALUE}.", defaultValue = "text")
    private OutputFormat format;

    @Override
    public Integer call() throws InterruptedException {
        return store.with(open -> {
            ShowCommand.print(open.keys().revoke(key.id()).orElseThrow(key::unknown), format,
                    spec.commandLine().getOut());
            return Headgate.OK;
        });
    }
}
