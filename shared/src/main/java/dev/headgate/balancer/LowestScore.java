package dev.headgate.balancer;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import java.util.random.RandomGenerator;

/// Chooses the address of the lowest score; those that share it take turns by weight. Kong takes any of them, which for an
/// environment that serves one request at a time would be the same one for ever.
final class LowestScore {
    private final RoundRobin turns;

    LowestScore(RandomGenerator random) {
        this.turns = new RoundRobin(random);
    }

    void update(List<Address> addresses, long nowNanos) {
        turns.update(addresses, nowNanos);
    }

    Optional<Address> next(Predicate<Address> usable, ToDoubleFunction<Address> score) {
        double lowest = Double.POSITIVE_INFINITY;
        Set<Address> best = new HashSet<>();
        for (Address address : turns.addresses()) {
            if (!usable.test(address)) {
                continue;
            }
            double its = score.applyAsDouble(address);
            if (its < lowest) {
                best.clear();
                lowest = its;
            }
            if (its <= lowest) {
                best.add(address);
            }
        }
        return turns.next(best::contains);
    }
}
