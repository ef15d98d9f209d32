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
/// @param isReordered whether other plugins run before them than their priorities say, so that they may get to see another
///        request than the client's
public record AuthenticationNeed(List<PluginInstance> plugins, boolean isReordered) {
    public AuthenticationNeed {
        plugins = List.copyOf(plugins);
    }

    /// What a route needs.
    public static AuthenticationNeed of(CompiledGateway gateway, Route route) {
        return new AuthenticationNeed(gateway.plugins().chosen(route, Optional.empty()).stream()
                .filter(plugin -> plugin.config() instanceof AuthenticationPlugin).toList(),
                gateway.plugins().isReordered(route));
    }

    /// What the route of a request needs; nothing where there is no route.
    public static AuthenticationNeed of(CompiledGateway gateway, Request request) {
        return gateway.routes().match(request).map(match -> of(gateway, match.route()))
                .orElse(new AuthenticationNeed(List.of(), false));
    }

    /// Whether there is anything for the authorizer to do: some plugins are left to the router
    /// ([AuthenticationPlugin#isForRouterOnly()]), and so are those of a route whose order of plugins is another than that
    /// of their priorities.
    public boolean isForAuthorizer() {
        return !isReordered && plugins.stream().anyMatch(AuthenticationNeed::isForAuthorizer);
    }

    static boolean isForAuthorizer(PluginInstance plugin) {
        return plugin.config() instanceof AuthenticationPlugin authentication && !authentication.isForRouterOnly();
    }
}
