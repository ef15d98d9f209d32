package dev.headgate.local.cli;

import dev.headgate.config.ConfigurationFiles;
import dev.headgate.local.configuration.NeededVariables;
import dev.headgate.local.gateway.ProcessOptions;
import dev.headgate.local.gateway.StoreKind;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/// Whether and how functions run as processes.
final class ProcessesOptions {
    private static final int CONCURRENCY_DEFAULT = 10;
    private static final int CONCURRENCY_MAX = 1_000;

    @Option(
            names = "--processes",
            description = "Run the functions as Lambda does: each execution environment a Java process with AWS's runtime"
                    + " client. Linux only.")
    private boolean enabled;

    @Option(
            names = "--concurrency",
            paramLabel = "N",
            description = "With --processes: how many requests each function serves at once; more are throttled. Default: "
                    + CONCURRENCY_DEFAULT + ", a new account's.")
    private Integer concurrency;

    /// Refuses what processes could not take from this command line.
    void check(CommandSpec spec, List<String> configs, ConfigurationOptions configuration, boolean auth,
            StoreKind store) {
        if (!enabled) {
            if (concurrency != null) {
                throw new ParameterException(spec.commandLine(), "--concurrency is a limit of --processes. Add that, or"
                        + " leave out --concurrency.");
            }
            return;
        }
        if (concurrency != null && (concurrency < 1 || concurrency > CONCURRENCY_MAX)) {
            throw new ParameterException(spec.commandLine(),
                    "--concurrency " + concurrency + ": expected 1 to " + CONCURRENCY_MAX + ".");
        }
        problem(configs, configuration, auth, store).ifPresent(problem -> {
            throw new ParameterException(spec.commandLine(), problem);
        });
    }

    private static Optional<String> problem(List<String> configs, ConfigurationOptions configuration, boolean auth,
            StoreKind store) {
        if (store == StoreKind.MEMORY) {
            return Optional.of("--processes share their counters through the embedded DynamoDB, and --store memory has"
                    + " none. Leave out one of the two.");
        }
        if (configs.contains("-")) {
            return Optional.of("--processes read the configuration themselves, each one anew, and standard input can be"
                    + " read once. Name a file.");
        }
        Optional<String> comma = configs.stream().map(name -> Path.of(name).toAbsolutePath().toString())
                .filter(path -> path.contains(",")).findFirst();
        if (comma.isPresent()) {
            return Optional.of("--processes find the configuration by a variable that separates paths by commas, and "
                    + comma.get() + " has one. Rename it.");
        }
        if (auth) {
            return Optional
                    .of("--processes learn from headgate.yaml alone who refuses callers, as deployed functions do."
                            + " Write auth into that file, and leave out --auth.");
        }
        String unknown = configuration.knownHereOnly();
        return unknown.isEmpty()
                ? Optional.empty()
                : Optional.of("--processes learn from headgate.yaml alone what becomes of placeholders and tags, as"
                        + " deployed functions do. Write env or select_tags into that file, and leave out "
                        + unknown + ".");
    }

    /// How to run the functions; absent where they run in this process.
    Optional<ProcessOptions> of(ConfigurationFiles files, ConfigurationOptions configuration,
            NeededVariables variables) {
        if (!enabled) {
            return Optional.empty();
        }
        Path libraries = Checkout.folder().resolve(Path.of("function-package", "target", "lib"));
        if (!Files.isDirectory(libraries)) {
            throw new EnvironmentException("the functions' package is not built: there is no folder "
                    + libraries.toAbsolutePath().normalize() + ". ./headgate builds it, and so does mvn package.");
        }
        return Optional.of(new ProcessOptions(libraries, configuration.pluginPaths(), files,
                () -> variables.of(files), limit()));
    }

    private int limit() {
        return concurrency == null ? CONCURRENCY_DEFAULT : concurrency;
    }

    void announce(PrintWriter out) {
        if (enabled) {
            out.println(
                    "Functions run as processes, up to " + limit() + " of each; the first request starts the first");
        }
    }
}
