package dev.headgate.local.cli;

import dev.headgate.config.Settings;
import dev.headgate.http.Request;
import dev.headgate.model.Consumer;
import dev.headgate.model.PluginInstance;
import dev.headgate.model.Protocol;
import dev.headgate.model.Route;
import dev.headgate.model.Upstream;
import dev.headgate.router.CompiledGateway;
import dev.headgate.routing.Explanation;
import dev.headgate.routing.Match;
import dev.headgate.routing.UpstreamPath;
import java.util.List;
import java.util.Optional;

/// Everything that `headgate explain` says of a request.
///
/// @param request the request
/// @param routing the route table's own explanation
/// @param destination what happens on the route; absent where no route matches
record RequestExplanation(Request request, Explanation routing, Optional<Destination> destination) {

    /// What happens to a request on its route.
    ///
    /// @param match the route and what it matched
    /// @param upstreamUrl what the backend is called by, before plugins change it; empty without a service
    /// @param targets the targets behind it when the service's host is an upstream
    /// @param refusal what the client is told when the route does not take the request's protocol; empty when it does
    /// @param plugins in running order, each with its scope
    /// @param authentication which plugins authenticate, and where
    record Destination(
            Match match,
            String upstreamUrl,
            List<Upstream.Target> targets,
            String refusal,
            List<ScopedPlugin> plugins,
            String authentication) {}

    /// A plugin and for whom it is configured.
    record ScopedPlugin(PluginInstance plugin, String scope) {}

    static RequestExplanation of(CompiledGateway gateway, Request request, Optional<Consumer> consumer,
            Settings.Auth auth) {
        Explanation routing = gateway.routes().explain(request);
        return new RequestExplanation(request, routing,
                routing.match().map(match -> destination(gateway, request, match, consumer, auth)));
    }

    private static Destination destination(CompiledGateway gateway, Request request, Match match,
            Optional<Consumer> consumer, Settings.Auth auth) {
        Route route = match.route();
        ScopeText scopes = new ScopeText(gateway.gateway());
        List<ScopedPlugin> plugins = gateway.plugins().chosen(route, consumer).stream()
                .map(plugin -> new ScopedPlugin(plugin, scopes.of(plugin.scope()))).toList();
        return new Destination(match, upstreamUrl(request, match), targets(gateway, route), refusal(request, route),
                plugins, RouteListing.authentication(gateway, route, auth));
    }

    private static String upstreamUrl(Request request, Match match) {
        return match.route().service().map(service -> {
            String port = service.port() == service.protocol().defaultPort() ? "" : ":" + service.port();
            String query = request.target().rawQuery().isEmpty() ? "" : "?" + request.target().rawQuery();
            return service.protocol().scheme() + "://" + service.host() + port + UpstreamPath.of(match).path() + query;
        }).orElse("");
    }

    private static List<Upstream.Target> targets(CompiledGateway gateway, Route route) {
        return route.service().stream().flatMap(
                service -> gateway.gateway().upstreams().stream()
                        .filter(upstream -> upstream.name().equals(service.host())))
                .flatMap(upstream -> upstream.targets().stream()).toList();
    }

    private static String refusal(Request request, Route route) {
        return request.isHttps() || route.protocols().contains(Protocol.HTTP)
                ? ""
                : route.httpsRedirectStatusCode() + ", because the route takes HTTPS only";
    }
}
