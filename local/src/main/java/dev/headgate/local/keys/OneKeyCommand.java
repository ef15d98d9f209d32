package dev.headgate.local.keys;

import dev.headgate.identity.keys.KeyStore;
import dev.headgate.identity.keys.StoredKey;
import dev.headgate.local.cli.Headgate;
import dev.headgate.local.cli.OutputFormat;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// A command about one key, which says what is known of it afterwards.
abstract sealed class OneKeyCommand implements Callable<Integer> permits RevokeCommand, ShowCommand {
    @Spec
    private CommandSpec spec;

    @Mixin
    private StoreOptions store;

    @Mixin
    private KeyArgument key;

    @Option(names = "--format", description = "text or json. Default: ${DEFAULT-VALUE}.", defaultValue = "text")
    private OutputFormat format;

    /// Does what the command is for.
    ///
    /// @return the key; empty where there is none of that id
    abstract Optional<StoredKey> apply(KeyStore keys, String id);

    @Override
    public final Integer call() throws InterruptedException {
        return store.with(open -> {
            print(apply(open.keys(), key.id()).orElseThrow(key::unknown));
            return Headgate.OK;
        });
    }

    private void print(StoredKey stored) {
        PrintWriter out = spec.commandLine().getOut();
        switch (format) {
            case TEXT -> KeyText.describe(stored, Instant.now(), out);
            case JSON -> out.println(KeyJson.of(stored, Instant.now()));
        }
        out.flush();
    }
}
