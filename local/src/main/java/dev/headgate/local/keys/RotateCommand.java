package dev.headgate.local.keys;

import dev.headgate.identity.keys.Rotation;
import dev.headgate.local.cli.Headgate;
import dev.headgate.local.cli.OutputFormat;
import dev.headgate.local.cli.InputException;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `headgate keys rotate`: makes a successor of a key and ends the old one after a while.
@Command(
        name = "rotate",
        description = "Makes a successor of a key, shows it this once, and lets the old key work a while longer.")
final class RotateCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private StoreOptions store;

    @Mixin
    private KeyArgument key;

    @Option(
            names = "--grace",
            paramLabel = "DURATION",
            description = "How long the old key still works: "
                    + Moments.DURATION_HINT
                    + "; 0s ends it at once. Default: ${DEFAULT-VALUE}.",
            defaultValue = "24h")
    private String grace;

    @Option(names = "--format", description = "text or json. Default: ${DEFAULT-VALUE}.", defaultValue = "text")
    private OutputFormat format;

    @Override
    public Integer call() throws InterruptedException {
        Duration duration = Moments.duration(grace).orElseThrow(() -> new ParameterException(spec.commandLine(),
                "--grace " + grace + ": not a duration. Write " + Moments.DURATION_HINT + "."));
        return store.with(open -> switch (open.keys().rotate(key.id(), duration)) {
            case Rotation.Rotated rotated -> {
                print(rotated);
                yield Headgate.OK;
            }
            case Rotation.Unknown _ -> throw key.unknown();
            case Rotation.NotActive(var old) -> throw new InputException("the key " + old.id() + " is "
                    + old.state(Instant.now()).name().toLowerCase(Locale.ROOT)
                    + ", so nobody can be using it. Make another with headgate keys create.");
        });
    }

    private void print(Rotation.Rotated rotated) {
        PrintWriter out = spec.commandLine().getOut();
        switch (format) {
            case JSON -> out.println(KeyJson.rotated(rotated.successor(), rotated.old(), Instant.now()));
            case TEXT -> {
                KeyText.fact("key", rotated.successor().key(), out);
                KeyText.describe(rotated.successor().stored(), Instant.now(), out);
                KeyText.fact("replaces", rotated.old().id() + ", which works until "
                        + rotated.old().expiresAt().map(KeyText::seconds).orElseThrow(), out);
                spec.commandLine().getErr().println("The key is shown this once and not kept; store it now.");
            }
        }
        out.flush();
    }
}
