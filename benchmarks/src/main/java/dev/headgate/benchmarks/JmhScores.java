package dev.headgate.benchmarks;

import java.util.Arrays;
import java.util.Collection;
import java.util.Locale;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.VerboseMode;
import org.openjdk.jmh.util.Statistics;

/// What JMH measured. Medians, with the least and the most of all iterations, and ratios of what is least: whatever else a
/// machine has to do can only add to an iteration, and adds most to a mean.
public final class JmhScores {
    private final Collection<RunResult> results;

    private JmhScores(Collection<RunResult> results) {
        this.results = results;
    }

    /// One method with one set of parameters.
    ///
    /// @param nanos a call takes, the median of the iterations
    /// @param leastNanos that an iteration came to
    /// @param mostNanos that an iteration came to
    /// @param bytes a call allocates
    public record Score(double nanos, double leastNanos, double mostNanos, double bytes) {
        /// How many times as long it takes, both undisturbed.
        public double to(Score peer) {
            return leastNanos / peer.leastNanos;
        }

        /// The cells of a table for time and its spread.
        public String cells() {
            return String.format(Locale.ROOT, "%,.0f ns | %,.0f to %,.0f ns", nanos, leastNanos, mostNanos);
        }
    }

    /// Measures all methods of these classes.
    public static JmhScores of(Class<?>... benchmarks) {
        ChainedOptionsBuilder options = new OptionsBuilder().addProfiler(GCProfiler.class)
                .verbosity(VerboseMode.SILENT).shouldFailOnError(true);
        for (Class<?> benchmark : benchmarks) {
            options.include(benchmark.getName() + "\\.");
        }
        try {
            return new JmhScores(new Runner(options.build()).run());
        } catch (RunnerException e) {
            throw new IllegalStateException("JMH could not measure", e);
        }
    }

    /// The score of a method.
    ///
    /// @param parameters alternating names and values, as in `"routes", "100"`
    /// @throws IllegalArgumentException when that was not measured
    public Score of(String method, String... parameters) {
        RunResult result = results.stream().filter(each -> is(each, method, parameters)).findFirst().orElseThrow(
                () -> new IllegalArgumentException(method + " " + Arrays.toString(parameters) + " was not measured"));
        Statistics nanos = result.getPrimaryResult().getStatistics();
        return new Score(nanos.getPercentile(50), nanos.getMin(), nanos.getMax(),
                result.getSecondaryResults().get("gc.alloc.rate.norm").getScore());
    }

    private static boolean is(RunResult result, String method, String... parameters) {
        boolean named = result.getPrimaryResult().getLabel().equals(method);
        for (int i = 0; i < parameters.length; i += 2) {
            named &= parameters[i + 1].equals(result.getParams().getParam(parameters[i]));
        }
        return named;
    }
}
