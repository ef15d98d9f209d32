package dev.headgate.plan;

import dev.headgate.model.Route;
import dev.headgate.plan.PlacementSettings.Throttle;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;

/// Where the routes of a configuration are served on one API. The router stands behind every API with the whole table, so
/// whatever no key takes goes there and is answered as by Kong.
///
/// @param api the kind of API
/// @param policy how far native placement may differ
/// @param routes in the order of the file; those of disabled services are not among them
/// @param guards keys that lead to the router, so that no native key takes what belongs to another route
/// @param cors what the API answers to browsers by itself, for all routes; absent where the router does
/// @param addresses whose requests the API takes at all; absent where it takes everybody's
public record Plan(
        ApiType api,
        PlacementPolicy policy,
        List<RoutePlan> routes,
        List<RouteKey> guards,
        Optional<NativeCors> cors,
        Optional<NativeAddresses> addresses) {
    public Plan {
        routes = List.copyOf(routes);
        guards = List.copyOf(guards);
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

        /// Whether nothing of the route is left to the router but what no key can take.
        public boolean isNative() {
            return reasons.isEmpty() && !keys.isEmpty();
        }

        /// `native`, `native+jwt`, `native+authorizer`, or `router`; with `, router` where only some of its keys are native.
        public String placement() {
            if (keys.isEmpty()) {
                return "router";
            }
            Set<String> placements = new TreeSet<>();
            keys.forEach(key -> placements.add(key.authorization().placement()));
            return String.join(", ", placements) + (isNative() ? "" : ", router");
        }
    }

    /// A route of API Gateway's that needs no router.
    ///
    /// @param throttle that of API Gateway, where the user asked for it
    /// @param differences in which its requests differ from the router's
    public record NativeKey(
            RouteKey key,
            Integration integration,
            Authorization authorization,
            Optional<Throttle> throttle,
            List<Difference> differences) {
        public NativeKey {
            differences = List.copyOf(differences);
        }
    }

    /// One line for people: how many routes are placed where.
    public String summary() {
        long whole = routes.stream().filter(RoutePlan::isNative).count();
        long part = routes.stream().filter(route -> !route.isNative() && !route.keys().isEmpty()).count();
        return api.title() + ", placement " + policy.name().toLowerCase(Locale.ROOT) + ": of " + routes.size()
                + " routes, " + whole + " native, " + part + " in part, " + (routes.size() - whole - part)
                + " on the router.";
    }

    /// Whether anything is served without the router.
    public boolean hasKeys() {
        return routes.stream().anyMatch(route -> !route.keys().isEmpty());
    }

    /// All ways in which requests of native keys differ from the router's.
    public Set<Difference> differences() {
        Set<Difference> differences = EnumSet.noneOf(Difference.class);
        routes.forEach(route -> route.keys().forEach(key -> differences.addAll(key.differences())));
        return differences;
    }

    /// The same plan with reasons told otherwise, such as by the places of their fields.
    public Plan withReasons(UnaryOperator<Reason> told) {
        return new Plan(api, policy, routes.stream().map(route -> new RoutePlan(route.route(), route.keys(),
                route.reasons().stream().map(told).toList())).toList(), guards, cors, addresses);
    }
}
