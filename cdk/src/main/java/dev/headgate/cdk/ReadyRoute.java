package dev.headgate.cdk;

import dev.headgate.diagnostic.Location;
import dev.headgate.model.PathPattern;
import dev.headgate.model.Protocol;
import dev.headgate.model.Route;
import dev.headgate.plan.Plan;
import dev.headgate.routing.RouteTable;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// Health checks reach the router, which answers them before any route, whatever native keys there are: for plans the ready
/// path is a route of the router's that is tried before all others.
final class ReadyRoute {
    private static final String ID = "headgate-ready-path";

    private ReadyRoute() {}

    /// The table of routes and the ready path.
    ///
    /// @param readyPath absent where no health checks are answered
    static RouteTable table(List<Route> routes, Optional<String> readyPath) {
        List<Route> all = new ArrayList<>(routes);
        readyPath.ifPresent(path -> all.add(of(path)));
        return RouteTable.compile(all);
    }

    private static Route of(String path) {
        // With methods it has as many criteria as any route that can be native.
        return new Route(ID, "the ready path", Optional.empty(), EnumSet.allOf(Protocol.class), List.of("GET", "HEAD"),
                List.of(),
                List.of(new PathPattern.Regex(Pattern.compile("[.~-]").matcher(path).replaceAll("\\\\$0") + "$")),
                List.of(), List.of(), 426, Integer.MAX_VALUE, false, Route.PathHandling.V0, false, true, true, -1,
                List.of(), Location.of(""));
    }

    /// A plan of the user's routes alone.
    static Plan without(Plan plan) {
        return new Plan(plan.api(), plan.policy(),
                plan.routes().stream().filter(route -> !route.route().id().equals(ID)).toList(), plan.guards(),
                plan.cors(), plan.addresses());
    }
}
