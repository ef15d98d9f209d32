package dev.headgate.plan;

import dev.headgate.model.Route;
import java.util.List;
import java.util.function.UnaryOperator;

/// Where the routes of a configuration are served. The router stands behind every API with the whole table, so whatever no
/// key takes goes there and is answered as by Kong.
///
/// @param policy how far native placement may differ
/// @param routes in the order of the file; those of disabled services are not among them
public record Plan(PlacementPolicy policy, List<RoutePlan> routes) {
    public Plan {
        routes = List.copyOf(routes);
    }

    /// Where one route is served.
    ///
    /// @param keys those that API Gateway serves by itself; the rest of the route's requests go to the router
    /// @param reasons why not all of it is native; empty where it is
    public record RoutePlan(Route route, List<NativeKey> keys, List<Reason> reasons) {
        public RoutePlan {
            keys = List.copyOf(keys);
            reasons = List.copyOf(reasons);
        }
    }

    /// A route of API Gateway's that calls a backend without any function.
    ///
    /// @param uri of the backend, with the key's variables in brackets
    /// @param differences in which its requests differ from the router's
    public record NativeKey(RouteKey key, String uri, List<Difference> differences) {
        public NativeKey {
            differences = List.copyOf(differences);
        }
    }

    /// The same plan with reasons told otherwise, such as by the places of their fields.
    public Plan withReasons(UnaryOperator<Reason> told) {
        return new Plan(policy, routes.stream().map(route -> new RoutePlan(route.route(), route.keys(),
                route.reasons().stream().map(told).toList())).toList());
    }
}
