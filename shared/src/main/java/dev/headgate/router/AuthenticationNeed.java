package dev.headgate.router;

import dev.headgate.http.Request;
import dev.headgate.model.PluginInstance;
import dev.headgate.model.Route;
import dev.headgate.plugin.AuthenticationPlugin;
import java.util.List;
import java.util.Optional;

/// Which authentication plugins a route has, and which of them the Lambda authorizer can run. A value.
///
/// @param plugins in running order; empty for a route that everyone may call
public record AuthenticationNeed(List<PluginInstance> plugins) {
    public AuthenticationNeed {
        plugins = List.copyOf(plugins);
    }

    /// What a route needs.
    public static AuthenticationNeed of(CompiledGateway gateway, Route route) {
        return new AuthenticationNeed(gateway.plugins().chosen(route, Optional.empty()).stream()
                .filter(plugin -> plugin.config() instanceof AuthenticationPlugin).toList());
    }

    /// What the route of a request needs; nothing where there is no route.
    public static AuthenticationNeed of(CompiledGateway gateway, Request request) {
        return gateway.routes().match(request).map(match -> of(gateway, match.route()))
                .orElse(new AuthenticationNeed(List.of()));
    }

    /// Whether there is anything for the authorizer to do: some plugins are left to the router
    /// ([AuthenticationPlugin#isForRouterOnly()]).
    public boolean isForAuthorizer() {
        return plugins.stream().anyMatch(AuthenticationNeed::isForAuthorizer);
    }

    static boolean isForAuthorizer(PluginInstance plugin) {
        return plugin.config() instanceof AuthenticationPlugin authentication && !authentication.isForRouterOnly();
    }
}
