package dev.headgate.proxy;

import dev.headgate.model.Upstream;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;

/// The upstreams of one configuration and whose turn it is in each. Safe for use by many threads.
public final class Upstreams {
    private final Map<String, Balancer> byName;

    public Upstreams(List<Upstream> upstreams, RandomGenerator random) {
        this.byName = upstreams.stream()
                .collect(Collectors.toUnmodifiableMap(Upstream::name, upstream -> new Balancer(upstream, random),
                        (first, _) -> first));
    }

    /// The balancer of the upstream that a service's host names; none where the host is a host.
    Optional<Balancer> of(String serviceHost) {
        return Optional.of(serviceHost).map((Function<String, Balancer>) byName::get);
    }
}
