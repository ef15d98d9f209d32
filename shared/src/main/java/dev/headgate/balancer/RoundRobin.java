package dev.headgate.balancer;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;

/// Gives addresses in turn, each as often as its weight says, and spread out rather than in runs (nginx's smooth weighted
/// round-robin): of any stretch as long as the sum of all weights, each address has exactly its share. Kong's turns have
/// the same shares in shuffled order (kong/runloop/balancer/round_robin.lua).
final class RoundRobin implements Algorithm {
    /// How many turns are passed over at the beginning, fewer where each costs more.
    private static final int START_MAX = 1024;
    private static final int START_STEPS_MAX = 100_000;

    private final RandomGenerator random;
    private List<Address> addresses = List.of();
    private long[] credit = {};

    RoundRobin(RandomGenerator random) {
        this.random = random;
    }

    @Override
    public void update(List<Address> changed, long nowNanos) {
        Map<Address, Long> kept = new HashMap<>();
        for (int i = 0; i < credit.length; i++) {
            kept.put(addresses.get(i), credit[i]);
        }
        boolean first = credit.length == 0;
        addresses = changed;
        credit = changed.stream().mapToLong(address -> kept.getOrDefault(address, 0L)).toArray();
        for (int i = first ? passedOver() : 0; i > 0; i--) {
            next(_ -> true);
        }
    }

    private int passedOver() {
        int turns = addresses.size() < 2 ? 1 : Math.clamp(START_STEPS_MAX / addresses.size(), 1, START_MAX);
        return random.nextInt(turns);
    }

    @Override
    public Optional<Address> next(Choice choice) {
        return next(choice.usable());
    }

    /// The address whose turn it is among those that the predicate takes.
    Optional<Address> next(Predicate<Address> usable) {
        int best = -1;
        long weightSum = 0;
        for (int i = 0; i < credit.length; i++) {
            if (usable.test(addresses.get(i))) {
                weightSum += addresses.get(i).weight();
                credit[i] += addresses.get(i).weight();
                best = best < 0 || credit[i] > credit[best] ? i : best;
            }
        }
        if (best < 0) {
            return Optional.empty();
        }
        credit[best] -= weightSum;
        return Optional.of(addresses.get(best));
    }

    List<Address> addresses() {
        return addresses;
    }
}
