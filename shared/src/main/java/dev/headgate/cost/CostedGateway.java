package dev.headgate.cost;

import java.util.List;

/// A deployment as far as its costs go.
///
/// @param api which kind of API serves all requests
/// @param hasAuthorizer whether the authorizer is asked about every request to the router (`auth: edge`)
/// @param guards keys that lead to the router beside the ones that every API has
/// @param routes all of them, with distinct names
public record CostedGateway(CostedApi api, boolean hasAuthorizer, int guards, List<CostedRoute> routes) {
    public CostedGateway {
        routes = List.copyOf(routes);
    }

    /// The same with everything on the router.
    CostedGateway onRouter() {
        return new CostedGateway(api, hasAuthorizer, 0, routes.stream().map(CostedRoute::onRouter).toList());
    }

    /// Names by which a traffic profile speaks of the routes.
    public List<String> routeNames() {
        return routes.stream().map(CostedRoute::name).toList();
    }
}
