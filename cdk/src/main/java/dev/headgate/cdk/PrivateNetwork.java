package dev.headgate.cdk;

import dev.headgate.plan.PlacementSettings.PrivateBackend;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// Where an API of one Region finds private backends. Immutable.
///
/// @param settings of the network that its VPC link is in
/// @param listeners ARNs of what the link leads to, by the backend's host
public record PrivateNetwork(NetworkSettings settings, Map<String, String> listeners) {
    public PrivateNetwork {
        listeners = Collections.unmodifiableMap(new LinkedHashMap<>(listeners));
    }

    /// Of a Region; absent where it has no network.
    ///
    /// @param backends what `headgate.yaml` says of them, by host
    static Optional<PrivateNetwork> of(DeploymentSettings settings, Map<String, PrivateBackend> backends,
            String region) {
        Map<String, String> listeners = new TreeMap<>();
        backends.forEach((host, backend) -> Optional.ofNullable(backend.listeners().get(region))
                .ifPresent(listener -> listeners.put(host, listener)));
        return settings.networks().stream().filter(network -> network.region().equals(region)).findFirst()
                .map(network -> new PrivateNetwork(network, listeners));
    }
}
