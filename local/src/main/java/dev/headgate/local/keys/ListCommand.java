package dev.headgate.local.keys;

import dev.headgate.identity.keys.StoredKey;
import dev.headgate.local.cli.Headgate;
import dev.headgate.local.cli.OutputFormat;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.Iterator;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `headgate keys list`: the keys of a consumer, or all.
@Command(
        name = "list",
        description = "Lists the keys of a consumer, the oldest first, or all keys in no order.")
final class ListCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private StoreOptions store;

    @Option(names = "--consumer", paramLabel = "USERNAME", description = "Only the keys of this consumer.")
    private String consumer;

    @Option(
            names = "--format",
            description = "text, or json: a list of objects. Default: ${DEFAULT-VALUE}.",
            defaultValue = "text")
    private OutputFormat format;

    @Override
    public Integer call() throws InterruptedException {
        return store.with(open -> {
            try (Stream<StoredKey> keys = consumer == null
                    ? open.keys().all()
                    : open.keys().ofConsumer(consumer)) {
                print(keys.iterator(), Instant.now());
            }
            return Headgate.OK;
        });
    }

    private void print(Iterator<StoredKey> keys, Instant now) {
        PrintWriter out = spec.commandLine().getOut();
        switch (format) {
            case TEXT -> {
                out.println(KeyText.headings());
                keys.forEachRemaining(key -> out.println(KeyText.row(key, now)));
            }
            case JSON -> {
                out.print('[');
                String separator = "\n  ";
                while (keys.hasNext()) {
                    out.print(separator);
                    out.print(KeyJson.of(keys.next(), now));
                    separator = ",\n  ";
                }
                out.println(separator.startsWith(",") ? "\n]" : "]");
            }
        }
        out.flush();
    }
}
