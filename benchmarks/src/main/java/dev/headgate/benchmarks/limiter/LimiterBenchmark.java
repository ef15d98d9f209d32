package dev.headgate.benchmarks.limiter;

import dev.headgate.benchmarks.Machine;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.VerboseMode;

/// `benchmarks/run limiter`: what a rate limit decides in memory, by JMH.
public final class LimiterBenchmark {
    private static final String PEER = "aMapAndAnAtomicLong";
    private static final List<Row> ROWS = List.of(
            new Row(PEER, "a look into a `ConcurrentHashMap` and an `AtomicLong`"),
            new Row("refusedFromMemory", "refused, the limit being known to be used up"),
            new Row("countedAhead", "admitted, having been counted ahead (`Counting.Leased`)"),
            new Row("memoryStore", "counted by `MemoryCounterStore`"));

    private record Row(String method, String what) {}

    private LimiterBenchmark() {}

    /// Measures, and tells the section of the page.
    public static String run() {
        Map<String, RunResult> results = results();
        double peer = results.get(PEER).getPrimaryResult().getScore();
        String rows = ROWS.stream().map(row -> row(row, results.get(row.method()), peer)).collect(Collectors.joining());
        return """
                ## Decisions of a rate limit in memory

                `benchmarks/run limiter`, on %s.

                What a decision takes that needs no call to the table, with a limit a minute and one a month: average of 3 JMH
                processes of 3 seconds each on one thread, the 99.9 %% confidence interval of it, and what is allocated for it.
                Nothing but the answer is: it has a part for each limit, and a refusal is the same answer until the window ends.

                | decision | time | ± | to the peer | allocated |
                |---|---|---|---|---|
                %s""".formatted(Machine.describe(), rows);
    }

    private static Map<String, RunResult> results() {
        try {
            Collection<RunResult> results = new Runner(new OptionsBuilder().include(MemoryDecisions.class.getName())
                    .addProfiler(GCProfiler.class).verbosity(VerboseMode.SILENT).build()).run();
            return results.stream().collect(Collectors.toMap(
                    result -> result.getPrimaryResult().getLabel(), Function.identity()));
        } catch (RunnerException e) {
            throw new IllegalStateException("JMH could not measure", e);
        }
    }

    private static String row(Row row, RunResult result, double peer) {
        Result<?> time = result.getPrimaryResult();
        double allocated = result.getSecondaryResults().get("gc.alloc.rate.norm").getScore();
        return String.format(Locale.ROOT, "| %s | %.0f ns | %.0f ns | %.1f | %.0f B |%n", row.what(), time.getScore(),
                time.getScoreError(), time.getScore() / peer, allocated);
    }
}
