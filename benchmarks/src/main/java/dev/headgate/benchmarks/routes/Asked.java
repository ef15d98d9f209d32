package dev.headgate.benchmarks.routes;

import java.util.SplittableRandom;
import java.util.stream.IntStream;

/// Which routes are asked for, in turns.
final class Asked {
    private Asked() {}

    /// Numbers of routes at random, the same in every run.
    ///
    /// @param routes how many there are
    /// @param busy how many numbers
    static IntStream of(int routes, int busy) {
        return new SplittableRandom(8).ints(busy, 0, routes);
    }
}
