package dev.headgate.local.keys;

import dev.headgate.identity.keys.StoredKey;
import dev.headgate.local.cli.Headgate;
import dev.headgate.local.cli.OutputFormat;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `headgate keys show`: what is known of a key, which is all but the key.
@Command(
        name = "show",
        description = "Shows what is known of a key, which is all but the key itself.")
final class ShowCommand implements Callable<Integer> {
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
            print(open.keys().find(key.id()).orElseThrow(key::unknown), format, spec.commandLine().getOut());
            return Headgate.OK;
        });
    }

    static void print(StoredKey key, OutputFormat format, PrintWriter out) {
        switch (format) {
            case TEXT -> KeyText.describe(key, Instant.now(), out);
            case JSON -> out.println(KeyJson.of(key, Instant.now()));
        }
        out.flush();
    }
}
