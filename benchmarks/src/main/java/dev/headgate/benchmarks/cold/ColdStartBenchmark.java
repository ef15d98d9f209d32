package dev.headgate.benchmarks.cold;

import dev.headgate.benchmarks.Machine;
import dev.headgate.benchmarks.cold.ColdFunction.Start;
import dev.headgate.benchmarks.cold.Contest.Entrants;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// From the start of a process to its first answer: the router with JWT, rate limits and a call of a backend, against a
/// handler that does nothing, both run by AWS's own runtime client with Lambda's Java options.
public final class ColdStartBenchmark {
    private static final int ROUNDS = 7;
    private static final int PHASE_ROUNDS = 6;

    private final Path temporary;
    private final Router router;
    private final ColdFunction empty;

    private ColdStartBenchmark(Path temporary, Router router) throws IOException {
        this.temporary = temporary;
        this.router = router;
        this.empty = new ColdFunction(FunctionFolder.empty(temporary.resolve("empty")).folder(),
                EmptyHandler.class.getName(), Map.of());
    }

    /// The section of the page.
    ///
    /// @param home the checkout, built
    public static String run(Path home) throws IOException, GeneralSecurityException {
        Path temporary = Files.createTempDirectory("headgate-benchmark");
        try (Account account = Account.open()) {
            return new ColdStartBenchmark(temporary, Router.of(temporary.resolve("router"),
                    home.resolve("function-package/target/lib"), account)).section();
        } finally {
            remove(temporary);
        }
    }

    private String section() throws IOException {
        ColdFunction full = router.at(Step.AS_DEPLOYED);
        ColdFunction trainedEmpty = trained(onClassPath(empty));
        ColdFunction trainedFull = trained(onClassPath(full));
        List<Contest> contests = Contest.run(ROUNDS, List.of(
                new Entrants("without a cache", Optional.of(5), empty, full),
                new Entrants("with an AOT cache, package on Java's class path", Optional.of(2), trainedEmpty,
                        trainedFull),
                new Entrants("with an AOT cache, package in the client's class loader", Optional.empty(),
                        trained(empty), trained(full))),
                router);
        StringBuilder section = new StringBuilder("""
                ## Cold start

                `benchmarks/run cold`, on %s.

                From the start of a process to its first answer: the functions' package with jwt (RS256), rate-limiting and a call
                of a backend, `auth: strict`, tables in the embedded DynamoDB, all on the loopback interface without TLS. Beside
                it, in turn, a handler that answers `{}`. Both are run by AWS's runtime interface client with Lambda's Java options
                and 1,024 MB. Every answer is checked: it is the backend's, and was counted. The median of %d runs, the
                least and the most; processor time is the median too, which other work on the machine disturbs less, while
                it makes ratios of times smaller than they are on a quiet one.

                | start | empty handler | router | ratio | its processor time | the router's | ratio |
                |---|---|---|---|---|---|---|
                """.formatted(Machine.describe(), ROUNDS));
        contests.forEach(contest -> section.append(contest.row()));
        section.append('\n');
        contests.forEach(contest -> section.append(contest.verdict()));
        section.append("""

                An AOT cache (`-XX:AOTCacheOutput` in a training run of one request, `-XX:AOTCache` after it) keeps
                classes ready to use only for Java's own class loaders, and the runtime client loads a package with a loader of its
                own. On the class path it is where a container image starts Java with the package there.

                Where the router's time goes, step by step, without a cache: Java and the client until the handler is made, the
                handler's constructor, and the first request; of each, the least of %d runs.

                | configuration | start | init | request | all |
                |---|---|---|---|---|
                """.formatted(PHASE_ROUNDS));
        appendPhases(section);
        section.append("""

                It goes into classes: loading, verifying and linking them, and making those of lambdas, takes the same time
                whatever they are for.

                | classes of | empty handler | router | with a cache, on the class path |
                |---|---|---|---|
                """);
        appendClasses(section, List.of(loaded(empty), loaded(router.at(Step.AS_DEPLOYED)), loaded(trainedFull)));
        return section.append("""

                What would take most off: a configuration that is compiled when it is deployed, instead of YAML that is read, checked
                and compiled at every start; DynamoDB's one or two operations by a signed call of our own instead of the SDK's
                client; tables opened only where the configuration uses them.
                """).toString();
    }

    private static ColdFunction onClassPath(ColdFunction function) throws IOException {
        return function.withOptions(new FunctionFolder(function.folder()).onClassPath());
    }

    /// The function with a cache of its own, which one process has written after one request.
    private ColdFunction trained(ColdFunction function) throws IOException {
        Path cache = Files.createTempFile(temporary, "function", ".aot");
        Files.delete(cache);
        List<String> log = function.withOptions("-XX:AOTCacheOutput=" + cache).train(router.client().event());
        if (!Files.exists(cache)) {
            throw new IOException("no AOT cache was made:\n" + String.join("\n", log));
        }
        return function.withOptions("-XX:AOTCache=" + cache + " -XX:AOTMode=on");
    }

    private void appendPhases(StringBuilder section) throws IOException {
        Map<Step, List<Phases>> all = new EnumMap<>(Step.class);
        for (int round = 0; round < PHASE_ROUNDS; round++) {
            for (Step step : Step.values()) {
                Start start = router.start(router.at(step).withHandler(PhasedHandler.class), step);
                all.computeIfAbsent(step, _ -> new ArrayList<>()).add(Phases.of(start.startMillis(), start.log()));
            }
        }
        all.forEach((step, runs) -> {
            Phases least = Phases.least(runs);
            section.append(String.format(Locale.ROOT, "| %s | %d ms | %d ms | %d ms | %d ms |%n", step.title(),
                    least.runtime(), least.init(), least.request(),
                    least.runtime() + least.init() + least.request()));
        });
    }

    private LoadedClasses loaded(ColdFunction function) throws IOException {
        Path log = Files.createTempFile(temporary, "classes", ".log");
        Start _ = function.withOptions("-Xlog:class+load:file=" + log).start(router.client().event());
        return LoadedClasses.of(Files.readAllLines(log));
    }

    private static void appendClasses(StringBuilder section, List<LoadedClasses> columns) {
        List<String> owners = columns.stream().flatMap(column -> column.owner().keySet().stream()).distinct().sorted()
                .toList();
        for (String owner : owners) {
            section.append("| ").append(owner);
            columns.forEach(column -> section.append(String.format(Locale.ROOT, " | %,d", column.of(owner))));
            section.append(" |\n");
        }
        section.append("| all");
        columns.forEach(column -> section.append(String.format(Locale.ROOT, " | %,d", column.all())));
        section.append(" |\n| of them from an archive");
        columns.forEach(column -> section.append(String.format(Locale.ROOT, " | %,d", column.shared())));
        section.append(" |\n");
    }

    private static void remove(Path folder) throws IOException {
        List<Path> all;
        try (Stream<Path> paths = Files.walk(folder)) {
            all = paths.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path path : all) {
            Files.delete(path);
        }
    }
}
