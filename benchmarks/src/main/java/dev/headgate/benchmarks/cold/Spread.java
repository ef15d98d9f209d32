package dev.headgate.benchmarks.cold;

import java.util.List;

/// Several measurements of one thing.
record Spread(double median, double least, double most) {
    /// @param values at least one; where their number is even, the median is the larger of the two in the middle
    static Spread of(List<Double> values) {
        List<Double> sorted = values.stream().sorted().toList();
        return new Spread(sorted.get(sorted.size() / 2), sorted.getFirst(), sorted.getLast());
    }
}
