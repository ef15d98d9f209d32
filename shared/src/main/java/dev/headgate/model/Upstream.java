package dev.headgate.model;

import dev.headgate.diagnostic.Location;
import java.util.List;
import java.util.Optional;

/// A set of targets under one virtual host name, as Kong's `upstreams` entity. No member is null.
///
/// @param id a UUID, stable over reloads
/// @param name what a service's `host` refers to
/// @param algorithm how a target is chosen
/// @param hashOn what consistent hashing hashes
/// @param hashFallback what it hashes where that is absent
/// @param slots how many places consistent hashing's ring has, 10..65536
/// @param healthChecks how bad targets are found
/// @param hostHeader the Host that targets see; empty for the target's own
/// @param clientCertificate shown to a target whose probe asks for one; services have theirs in [Service#tls()]
/// @param targets in file order; those of weight 0 get nothing
/// @param tags labels for people and for selecting parts of a file
/// @param location where it is declared
public record Upstream(
        String id,
        String name,
        Algorithm algorithm,
        HashInput hashOn,
        HashInput hashFallback,
        int slots,
        HealthChecks healthChecks,
        String hostHeader,
        Optional<KeyedCertificate> clientCertificate,
        List<Target> targets,
        List<String> tags,
        Location location) {

    /// An upstream whose probes show no certificate.
    public Upstream(String id, String name, Algorithm algorithm, HashInput hashOn, HashInput hashFallback, int slots,
            HealthChecks healthChecks, String hostHeader, List<Target> targets, List<String> tags, Location location) {
        this(id, name, algorithm, hashOn, hashFallback, slots, healthChecks, hostHeader, Optional.empty(), targets, tags,
                location);
    }

    /// How a target is chosen for a request.
    public enum Algorithm {
        /// In turn, by weight.
        ROUND_ROBIN,
        /// The one with the fewest requests under way.
        LEAST_CONNECTIONS,
        /// What hashes alike goes to the same.
        CONSISTENT_HASHING,
        /// The one that answers fastest.
        LATENCY
    }

    /// One backend of an upstream.
    ///
    /// @param host a DNS name or IP address
    /// @param port 1..65535
    /// @param weight 0..65535
    public record Target(String id, String host, int port, int weight, List<String> tags, Location location) {}
}
