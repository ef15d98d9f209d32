package dev.headgate.balancer;

import dev.headgate.model.Upstream;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;

/// Chooses among the addresses of one upstream. What it remembers is this process's alone.
///
/// Not safe for use by many threads; whoever owns it asks it under a lock.
public sealed interface Algorithm permits RoundRobin, LeastConnections, ConsistentHashing, Latency {
    /// What is known of a request that has to go somewhere.
    ///
    /// @param usable which addresses may be chosen: healthy, and not tried before where that can be helped
    /// @param hashed what consistent hashing hashes; may be empty
    /// @param nowNanos by the proxy's ticker
    record Choice(Predicate<Address> usable, String hashed, long nowNanos) {}

    /// What became of a try.
    ///
    /// @param durationNanos until the answer's head had come, or the failure
    /// @param failed whether there was no answer
    /// @param nowNanos by the proxy's ticker
    record Ending(long durationNanos, boolean failed, long nowNanos) {}

    /// Takes up a new list of addresses and keeps what is known of those that stay.
    void update(List<Address> addresses, long nowNanos);

    /// Where a request goes; empty where no address is usable.
    Optional<Address> next(Choice choice);

    /// A try at an address begins.
    default void began(Address address) {}

    /// A try that began is over.
    default void ended(Address address, Ending ending) {}

    /// The algorithm that an upstream asks for, without addresses yet.
    ///
    /// @param random where turns begin, so that not every new process calls the same target first
    static Algorithm of(Upstream upstream, RandomGenerator random) {
        return switch (upstream.algorithm()) {
            case ROUND_ROBIN -> new RoundRobin(random);
            case LEAST_CONNECTIONS -> new LeastConnections(random);
            case CONSISTENT_HASHING -> new ConsistentHashing(upstream.slots(), upstream.targets().size());
            case LATENCY -> new Latency(random);
        };
    }
}
