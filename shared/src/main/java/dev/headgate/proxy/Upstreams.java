package dev.headgate.proxy;

import dev.headgate.health.HealthTracking;
import dev.headgate.model.Upstream;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;

/// The upstreams of one configuration: whose turn it is in each, and who is healthy. Safe for use by many threads.
public final class Upstreams {
    private final Map<String, Balancer> byName;

    /// @param random must be unpredictable where cookies of consistent hashing are to be
    public Upstreams(List<Upstream> upstreams, HealthTracking tracking, RandomGenerator random) {
        this.byName = upstreams.stream()
                .collect(Collectors.toUnmodifiableMap(Upstream::name,
                        upstream -> new Balancer(upstream, tracking, random),
                        (first, _) -> first));
    }

    /// The balancer of the upstream that a service's host names; none where the host is a host.
    Optional<Balancer> of(String serviceHost) {
        return Optional.of(serviceHost).map((Function<String, Balancer>) byName::get);
    }
}
