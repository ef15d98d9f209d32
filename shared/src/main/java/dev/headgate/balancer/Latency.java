package dev.headgate.balancer;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;

/// Prefers the address that has answered fastest lately: the lowest moving average of answer times, divided by the weight
/// (kong/runloop/balancer/latency.lua). An average loses weight by half in seven seconds, whether there are answers or
/// not, so that every address is tried again. It knows the answers that this process got.
///
/// Kong's average knows no failures, so that an address which refuses connections at once looks fast. Here a failure
/// counts as slower than the slowest.
final class Latency implements Algorithm {
    /// Kong's `DECAY_TIME`.
    private static final double DECAY_NANOS = 10e9;

    private final LowestScore lowest;
    private final Map<Address, Average> averages = new HashMap<>();

    Latency(RandomGenerator random) {
        this.lowest = new LowestScore(random);
    }

    /// @param nanos the average when it was last touched
    private record Average(double nanos, long touchedNanos) {
        double with(double sampleNanos, long nowNanos) {
            double kept = Math.exp(-Math.max(0, nowNanos - touchedNanos) / DECAY_NANOS);
            return nanos * kept + sampleNanos * (1 - kept);
        }
    }

    /// New addresses begin with the average of all, so that they are not flooded.
    @Override
    public void update(List<Address> addresses, long nowNanos) {
        averages.keySet().retainAll(addresses);
        double mean = averages.values().stream().mapToDouble(Average::nanos).average().orElse(0);
        addresses.forEach(address -> averages.putIfAbsent(address, new Average(mean, nowNanos)));
        lowest.update(addresses, nowNanos);
    }

    @Override
    public Optional<Address> next(Choice choice) {
        return lowest.next(choice.usable(),
                address -> averages.get(address).with(0, choice.nowNanos()) / address.weight());
    }

    @Override
    public void ended(Address address, Ending ending) {
        Average average = averages.get(address);
        if (average == null) {
            return;
        }
        double took = ending.durationNanos();
        double changed = average.with(took, ending.nowNanos());
        double slowest = averages.values().stream().mapToDouble(Average::nanos).max().orElse(0);
        averages.put(address, new Average(ending.failed() ? Math.max(changed, slowest + took + 1) : changed,
                ending.nowNanos()));
    }
}
