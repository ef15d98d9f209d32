package dev.headgate.balancer;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;

/// Prefers the address with the fewest requests under way for its weight (kong/runloop/balancer/least_connections.lua): the
/// lowest `(requests + 1) / weight`. It knows the requests of this process. While none is under way, as in a Lambda
/// environment that serves one request at a time, addresses take turns by weight.
final class LeastConnections implements Algorithm {
    private final LowestScore lowest;
    private final Map<Address, Integer> underWay = new HashMap<>();

    LeastConnections(RandomGenerator random) {
        this.lowest = new LowestScore(random);
    }

    @Override
    public void update(List<Address> addresses, long nowNanos) {
        lowest.update(addresses, nowNanos);
    }

    @Override
    public Optional<Address> next(Choice choice) {
        boolean idle = underWay.isEmpty();
        return lowest.next(choice.usable(),
                address -> idle ? 0 : (underWay.getOrDefault(address, 0) + 1.0) / address.weight());
    }

    @Override
    public void began(Address address) {
        underWay.merge(address, 1, Integer::sum);
    }

    @Override
    public void ended(Address address, Ending ending) {
        underWay.computeIfPresent(address, (_, count) -> count == 1 ? null : count - 1);
    }
}
