package dev.headgate.local.keys;

import dev.headgate.identity.keys.CreatedKey;
import dev.headgate.identity.keys.NewKey;
import dev.headgate.local.cli.Headgate;
import dev.headgate.local.cli.OutputFormat;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `headgate keys create`: makes a key and shows it this once.
@Command(name = "create", description = "Makes a key and shows it this once.")
final class CreateCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private StoreOptions store;

    @Option(
            names = "--consumer",
            required = true,
            paramLabel = "USERNAME",
            description = "The consumer that the key identifies.")
    private String consumer;

    @Option(names = "--name", description = "What its owner calls it.", defaultValue = "")
    private String name;

    @Option(
            names = "--expires",
            paramLabel = "WHEN",
            description = "When it stops working: " + Moments.MOMENT_HINT
                    + ". Default: never.")
    private String expires;

    @Option(names = "--tag", description = "A label; may be given several times.")
    private List<String> tags = List.of();

    @Option(names = "--format", description = "text or json. Default: ${DEFAULT-VALUE}.", defaultValue = "text")
    private OutputFormat format;

    @Override
    public Integer call() throws InterruptedException {
        if (consumer.isEmpty()) {
            throw new ParameterException(spec.commandLine(), "--consumer is empty. Name a consumer's username.");
        }
        NewKey wanted = new NewKey(consumer, name, Optional.ofNullable(expires).map(this::expiry), tags);
        return store.with(open -> {
            print(open.keys().create(wanted));
            return Headgate.OK;
        });
    }

    private Instant expiry(String text) {
        Instant now = Instant.now();
        return Moments.instantOrAfter(text, now).filter(now::isBefore)
                .orElseThrow(() -> new ParameterException(spec.commandLine(),
                        "--expires " + text + ": not in the future. Write " + Moments.MOMENT_HINT + "."));
    }

    private void print(CreatedKey created) {
        PrintWriter out = spec.commandLine().getOut();
        switch (format) {
            case JSON -> out.println(KeyJson.of(created, Instant.now()));
            case TEXT -> {
                KeyText.fact("key", created.key(), out);
                KeyText.describe(created.stored(), Instant.now(), out);
                spec.commandLine().getErr().println("The key is shown this once and not kept; store it now.");
            }
        }
        out.flush();
    }
}
