package dev.headgate.plan;

import dev.headgate.model.BackendTls;
import dev.headgate.model.Protocol;
import dev.headgate.model.Route;
import dev.headgate.model.Service;
import dev.headgate.routing.Match;
import dev.headgate.routing.UpstreamPath;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/// How API Gateway would call a service for a route.
///
/// @param upstreams names of upstreams, which are no names of hosts
record NativeBackend(Set<String> upstreams) {
    /// What the router has: Lambda ends it before API Gateway would.
    private static final Duration ROUTER_LIMIT = Duration.ofSeconds(29);
    /// Stands for what a greedy variable takes; no configuration has it.
    private static final String REST = "headgate-stand-in-rest";

    /// What keeps API Gateway from calling the service at all.
    List<Reason> reasons(Route route, Service service) {
        List<Reason> reasons = new ArrayList<>();
        if (service.protocol() != Protocol.HTTP && service.protocol() != Protocol.HTTPS) {
            reasons.add(ofService(service, "protocol", service.protocol() + " is not HTTP.", ""));
        }
        if (upstreams.contains(service.host())) {
            reasons.add(
                    ofService(service, "host", service.host() + " is an upstream, whose targets are balanced.", ""));
        } else if (!isPublicName(service.host())) {
            reasons.add(ofService(service, "host", service.host() + " is no public name.", ""));
        }
        if (service.protocol() == Protocol.HTTPS
                && (!service.tlsVerify() || !service.tls().equals(BackendTls.DEFAULT))) {
            reasons.add(ofService(service, "tls_verify", "TLS with the backend is not as by default.", ""));
        }
        if (route.preserveHost()) {
            reasons.add(new Reason(ReasonCode.BACKEND, route.location(), "preserve_host",
                    "the backend is to get the client's Host.", "Write preserve_host: false."));
        }
        return reasons;
    }

    /// In what calls would differ from the router's, beside what always does.
    static Set<Difference> differences(Service service) {
        EnumSet<Difference> differences = EnumSet.noneOf(Difference.class);
        if (service.retries() > 0) {
            differences.add(Difference.RETRIES);
        }
        if (List.of(service.connectTimeout(), service.readTimeout(), service.writeTimeout()).stream()
                .anyMatch(limit -> limit.compareTo(ROUTER_LIMIT) < 0)) {
            differences.add(Difference.TIME_LIMITS);
        }
        return differences;
    }

    /// The call that a key makes.
    ///
    /// @param matched what the route's path criterion takes of the path, with the key's variables in brackets
    /// @param changes those of plugins
    static Integration.HttpProxy call(ApiType api, Route route, Service service, PathTemplate path, String matched,
            ParameterMapping changes) {
        String requested = withStandIns(path.toString(), path);
        UpstreamPath upstream = UpstreamPath
                .of(new Match(route, requested, withStandIns(matched, path), Match.Captures.NONE));
        ParameterMapping mapping = changes.withRequest("overwrite:header.x-real-ip", "$context.identity.sourceIp")
                .withRequest("overwrite:header.x-kong-request-id", "$context.requestId");
        return switch (api) {
            case REST -> new Integration.HttpProxy(RouteKey.ANY,
                    origin(service) + withVariables(upstream.path(), path, "{", "}").replace(REST, "{proxy}"), mapping);
            case HTTP -> {
                // Of a path without variables everything is known, whatever API Gateway makes of escapes in it.
                ParameterMapping told = mapping.withRequest("overwrite:header.x-forwarded-path",
                        path.hasVariables() ? ParameterMapping.REQUEST_PATH : path.toString());
                String prefix = withVariables(upstream.forwardedPrefix(), path, "${request.path.", "}");
                told = prefix.isEmpty()
                        ? told.withRequest("remove:header.x-forwarded-prefix", "")
                        : told.withRequest("overwrite:header.x-forwarded-prefix", prefix);
                if (told.request().containsKey(ParameterMapping.PATH)) {
                    yield new Integration.HttpProxy(RouteKey.ANY, origin(service), told);
                }
                yield path.hasVariables() && upstream.path().equals(requested)
                        ? new Integration.HttpProxy(RouteKey.ANY, origin(service),
                                told.withRequest(ParameterMapping.PATH, ParameterMapping.REQUEST_PATH))
                        : new Integration.HttpProxy(RouteKey.ANY, origin(service)
                                + withVariables(upstream.path(), path, "{", "}").replace(REST, "{proxy}"), told);
            }
        };
    }

    private static String withStandIns(String text, PathTemplate path) {
        String replaced = text.replace(PathTemplate.GREEDY, REST);
        for (int i = 0; i < path.segments().size(); i++) {
            replaced = replaced.replace(PathTemplate.variable(i), standIn(i));
        }
        return replaced;
    }

    private static String withVariables(String text, PathTemplate path, String before, String after) {
        String replaced = text;
        for (int i = 0; i < path.segments().size(); i++) {
            replaced = replaced.replace(standIn(i), before + PathTemplate.variableName(i) + after);
        }
        return replaced;
    }

    /// A segment that no configuration has.
    private static String standIn(int place) {
        return "headgate-stand-in-" + place + "-";
    }

    private static String origin(Service service) {
        boolean isUsualPort = service.port() == service.protocol().defaultPort();
        return service.protocol().scheme() + "://" + service.host() + (isUsualPort ? "" : ":" + service.port());
    }

    private static boolean isPublicName(String host) {
        boolean isAddress = host.contains(":") || host.chars().allMatch(c -> c == '.' || c >= '0' && c <= '9');
        return !isAddress && host.contains(".") && !host.endsWith(".local") && !host.endsWith(".internal");
    }

    private static Reason ofService(Service service, String field, String message, String rewording) {
        return new Reason(ReasonCode.BACKEND, service.location(), field, message, rewording);
    }
}
