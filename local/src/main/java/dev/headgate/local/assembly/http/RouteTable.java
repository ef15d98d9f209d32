package dev.headgate.local.assembly.http;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Chooses the route for a request. Of all routes that match, the first in this order: a full match of path and method, a
/// match with a greedy variable, `$default`
/// ([routing API requests](https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-routes.html)).
///
/// Paths are not normalised before: dot segments and doubled slashes are segments like others. An API has a few hundred
/// routes at the most, so they are tried one after the other. Pure and safe for use by many threads.
final class RouteTable {
    private final List<HttpRoute> explicit;
    private final Optional<HttpRoute> fallback;
    private final Undocumented undocumented;

    RouteTable(List<HttpRoute> routes, Undocumented undocumented) {
        this.explicit = routes.stream().filter(route -> !route.key().isDefault())
                .sorted(order(undocumented.precedence()))
                .toList();
        this.fallback = routes.stream().filter(route -> route.key().isDefault()).findFirst();
        this.undocumented = undocumented;
    }

    /// A route with what its variables took.
    record Selected(HttpRoute route, Map<String, String> variables) {}

    private static Comparator<HttpRoute> order(Undocumented.Precedence precedence) {
        Comparator<HttpRoute> path = Comparator.comparing(route -> route.key().pattern().orElseThrow());
        Comparator<HttpRoute> method = Comparator.comparing(route -> route.key().isAny());
        Comparator<HttpRoute> full = Comparator.comparing(route -> route.key().pattern().orElseThrow().isGreedy());
        return switch (precedence) {
            case PATH_FIRST -> path.thenComparing(method);
            case METHOD_FIRST -> full.thenComparing(method).thenComparing(path);
        };
    }

    /// @param path raw, without the stage
    Optional<Selected> select(String method, String path) {
        List<String> segments = PathSegments.of(path, undocumented);
        for (HttpRoute route : explicit) {
            if (route.key().isAny() || route.key().method().equals(method)) {
                Optional<Map<String, String>> variables = route.key().pattern().orElseThrow().match(segments);
                if (variables.isPresent()) {
                    return Optional.of(new Selected(route, variables.get()));
                }
            }
        }
        return fallback.map(route -> new Selected(route, Map.of()));
    }
}
