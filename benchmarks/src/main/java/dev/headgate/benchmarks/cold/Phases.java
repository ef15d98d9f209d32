package dev.headgate.benchmarks.cold;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.ToLongFunction;

/// The parts of a router's first answer, in milliseconds.
///
/// @param runtime from the start of the process until the handler's constructor is called: Java and AWS's client
/// @param init the constructor: reading and compiling the configuration, first calls to tables
/// @param request from the event to the answer
record Phases(long runtime, long init, long request) {
    private static final String MARK = "phases ";

    /// What the process says: the milliseconds since the epoch at which things happened.
    record Told(long born, long ready, long invoked, long answered) {
        String line() {
            return MARK + born + " " + ready + " " + invoked + " " + answered;
        }
    }

    /// @param startMillis since the epoch
    /// @param log the process's; [Phases.Told] is one of its lines
    static Phases of(long startMillis, List<String> log) {
        Optional<String> line = log.stream().filter(said -> said.startsWith(MARK)).findFirst();
        long[] told = Arrays.stream(line.orElseThrow(() -> new IllegalStateException("no phases in " + log))
                .substring(MARK.length()).split(" ")).mapToLong(Long::parseLong).toArray();
        return new Phases(told[0] - startMillis, told[1] - told[0], told[3] - told[2]);
    }

    /// The least of each part: other work on the machine only ever adds.
    static Phases least(List<Phases> runs) {
        return new Phases(least(runs, Phases::runtime), least(runs, Phases::init), least(runs, Phases::request));
    }

    private static long least(List<Phases> runs, ToLongFunction<Phases> part) {
        return runs.stream().mapToLong(part).min().orElseThrow();
    }
}
