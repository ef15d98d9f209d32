package dev.headgate.local.cli;

import dev.headgate.config.Settings;
import dev.headgate.model.PluginInstance;
import dev.headgate.model.Route;
import dev.headgate.model.Service;
import dev.headgate.router.AuthenticationNeed;
import dev.headgate.router.CompiledGateway;
import dev.headgate.routing.RankedRoute;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// The route table as people read it: a line a row, in the order in which routes are tried.
final class RouteListing {
    private RouteListing() {}

    static Table of(CompiledGateway gateway, Settings.Auth auth) {
        Table table = new Table("#", "ROUTE", "MATCHES", "SERVICE", "PLUGINS", "AUTHENTICATION");
        int number = 1;
        for (RankedRoute row : gateway.routes().ranked()) {
            Route route = row.route();
            table.row(Integer.toString(number++), route.label(), String.join("; ", row.criteria()), backend(route),
                    plugins(gateway, route), authentication(gateway, route, auth));
        }
        return table;
    }

    static String backend(Route route) {
        return route.service().map(RouteListing::backend).orElse("none");
    }

    private static String backend(Service service) {
        String port = service.port() == service.protocol().defaultPort() ? "" : ":" + service.port();
        return service.protocol().scheme() + "://" + service.host() + port + service.path();
    }

    private static String plugins(CompiledGateway gateway, Route route) {
        List<PluginInstance> plugins = gateway.plugins().chosen(route, Optional.empty());
        return plugins.isEmpty() ? "-" : plugins.stream().map(PluginInstance::name).collect(Collectors.joining(", "));
    }

    /// Which plugins authenticate a route's callers, and where.
    static String authentication(CompiledGateway gateway, Route route, Settings.Auth auth) {
        AuthenticationNeed need = AuthenticationNeed.of(gateway, route);
        if (need.plugins().isEmpty()) {
            return "-";
        }
        String names = need.plugins().stream().map(PluginInstance::name).collect(Collectors.joining(", "));
        return switch (auth) {
            case EDGE -> (need.isForAuthorizer() ? "edge: " : "router: ") + names;
            case STRICT -> "strict: " + names;
        };
    }
}
