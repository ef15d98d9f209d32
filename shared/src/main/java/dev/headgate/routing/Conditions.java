package dev.headgate.routing;

import dev.headgate.model.HostPattern;
import dev.headgate.model.Route;
import java.util.List;
import java.util.Locale;

/// What a route asks of a request apart from its path, ready to be tested. An empty list asks nothing.
///
/// @param serverNames the route's `snis`, in the form of hosts
record Conditions(List<String> methods, List<HostPattern> hosts, List<HostPattern> serverNames,
        List<HeaderTest> headers) {

    static Conditions of(Route route) {
        return new Conditions(route.methods(), route.hosts(),
                route.snis().stream().map(Conditions::serverName).toList(),
                route.headers().stream().map(HeaderTest::of).toList());
    }

    /// kong/router/transform.lua, `sni_op_transform` and `sni_val_transform`: a dot at the end is not part of the name.
    private static HostPattern serverName(String sni) {
        String name = sni.toLowerCase(Locale.ROOT);
        if (!name.startsWith("*") && name.endsWith("*")) {
            return new HostPattern(HostPattern.Kind.PREFIX, name.substring(0, name.length() - 1), 0);
        }
        String undotted = name.length() > 1 && name.endsWith(".") ? name.substring(0, name.length() - 1) : name;
        return undotted.startsWith("*")
                ? new HostPattern(HostPattern.Kind.SUFFIX, undotted.substring(1), 0)
                : new HostPattern(HostPattern.Kind.EXACT, undotted, 0);
    }

    boolean hold(Query query) {
        return methodHolds(query) && hostHolds(query) && serverNameHolds(query) && headersHold(query);
    }

    boolean methodHolds(Query query) {
        return methods.isEmpty() || methods.contains(query.method());
    }

    boolean hostHolds(Query query) {
        if (hosts.isEmpty()) {
            return true;
        }
        for (HostPattern pattern : hosts) {
            if ((pattern.port() == 0 || pattern.port() == query.port()) && matches(pattern, query.host())) {
                return true;
            }
        }
        return false;
    }

    /// Server names count only over HTTPS (Kong issue 6425).
    boolean serverNameHolds(Query query) {
        if (serverNames.isEmpty() || !query.https()) {
            return true;
        }
        for (HostPattern pattern : serverNames) {
            if (!query.serverName().isEmpty() && matches(pattern, query.serverName())) {
                return true;
            }
        }
        return false;
    }

    private boolean headersHold(Query query) {
        for (HeaderTest header : headers) {
            if (!header.holds(query.headers())) {
                return false;
            }
        }
        return true;
    }

    private static boolean matches(HostPattern pattern, String host) {
        return switch (pattern.kind()) {
            case EXACT -> host.equals(pattern.text());
            case SUFFIX -> host.endsWith(pattern.text());
            case PREFIX -> host.startsWith(pattern.text());
        };
    }
}
