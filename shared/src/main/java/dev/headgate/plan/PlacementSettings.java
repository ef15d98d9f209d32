package dev.headgate.plan;

import dev.headgate.diagnostic.Location;
import java.util.Map;
import java.util.Optional;

/// What the user says of placement: in `headgate.yaml`, under `placement`. Immutable.
///
/// @param policy how far native placement may differ from the router
/// @param authorizerCacheSeconds for how long API Gateway may keep what the authorizer answered, 0 to 3600
/// @param routes what is said of single routes, by name or id
/// @param privateBackends what VPC links lead to, by the host of services, in lower case
public record PlacementSettings(
        PlacementPolicy policy,
        int authorizerCacheSeconds,
        Map<String, OfRoute> routes,
        Map<String, PrivateBackend> privateBackends) {
    /// What holds where nothing is written.
    public static final PlacementSettings DEFAULT = new PlacementSettings(PlacementPolicy.STRICT, 0, Map.of(),
            Map.of());

    /// What is said of a route.
    ///
    /// @param weight its share of the traffic, compared with the others': where an API has no room for all keys, those of
    ///        routes with more weight come first
    /// @param throttle API Gateway's, which then stands for the route's rate-limiting
    /// @param location where it is said
    public record OfRoute(double weight, Optional<Throttle> throttle, Location location) {}

    /// A token bucket of API Gateway's.
    ///
    /// @param requestsPerSecond more than 0
    /// @param burst how many requests it takes at once, at least 1
    public record Throttle(double requestsPerSecond, int burst) {}

    /// A backend in a network of the user's, which stands behind the listener of a load balancer, or is a service of Cloud
    /// Map.
    ///
    /// @param listeners the ARN of that listener or service, by Region; at least one
    /// @param location where it is said
    public record PrivateBackend(Map<String, String> listeners, Location location) {
        public PrivateBackend {
            listeners = Map.copyOf(listeners);
        }
    }

    public PlacementSettings {
        routes = Map.copyOf(routes);
        privateBackends = Map.copyOf(privateBackends);
    }

    /// The same with another policy.
    public PlacementSettings with(PlacementPolicy other) {
        return new PlacementSettings(other, authorizerCacheSeconds, routes, privateBackends);
    }

    /// The same with other private backends.
    public PlacementSettings with(Map<String, PrivateBackend> others) {
        return new PlacementSettings(policy, authorizerCacheSeconds, routes, others);
    }

    Optional<Throttle> throttle(String name, String id) {
        return of(name, id).flatMap(OfRoute::throttle);
    }

    double weight(String name, String id) {
        return of(name, id).map(OfRoute::weight).orElse(1.0);
    }

    private Optional<OfRoute> of(String name, String id) {
        return Optional.ofNullable(routes.getOrDefault(name, routes.get(id)));
    }
}
