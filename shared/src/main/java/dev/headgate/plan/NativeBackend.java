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
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// How API Gateway would call a service for a route.
///
/// @param privateHosts hosts that VPC links lead to, in lower case
/// @param reach what API Gateway may call at all
/// @param upstreams names of upstreams, which are no names of hosts
record NativeBackend(ApiType api, Set<String> privateHosts, Reach reach, Set<String> upstreams) {
    /// What the router has: Lambda ends it before API Gateway would.
    private static final Duration ROUTER_LIMIT = Duration.ofSeconds(29);
    /// Stands for what a greedy variable takes; no configuration has it.
    private static final String REST = "headgate-stand-in-rest";
    /// What a mapping writes as it stands.
    private static final Pattern MAPPED_PATH = Pattern.compile("(/[A-Za-z0-9._~-]+)*/?");
    private static final String OUTSIDE = "API Gateway would call it from outside of the network.";

    /// What keeps API Gateway from calling the service at all.
    List<Reason> reasons(Route route, Service service) {
        List<Reason> reasons = new ArrayList<>();
        if (service.protocol() != Protocol.HTTP && service.protocol() != Protocol.HTTPS) {
            reasons.add(ofService(service, "protocol", service.protocol() + " is not HTTP.", ""));
        }
        ofHost(service).ifPresent(reasons::add);
        if (isPrivate(service) && !MAPPED_PATH.matcher(service.path()).matches()) {
            reasons.add(ofService(service, "path", "parameter mapping might change " + service.path() + ".", ""));
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

    private Optional<Reason> ofHost(Service service) {
        String host = service.host();
        if (upstreams.contains(host)) {
            return Optional.of(
                    ofService(service, "host", host + " is an upstream, whose targets are balanced.", ""));
        }
        if (isPrivate(service)) {
            return switch (api) {
                case REST -> Optional.of(ofService(service, "host",
                        host + " is a private backend, which on a REST API stays on the router.",
                        "An HTTP API calls it by a VPC link."));
                case HTTP -> service.protocol() == Protocol.HTTPS && isAddress(host)
                        ? Optional.of(ofService(service, "host",
                                "API Gateway verifies certificates for names, and " + host + " is an address.",
                                "Give the backend a name."))
                        : Optional.empty();
            };
        }
        if (!isPublicName(host)) {
            return Optional.of(ofService(service, "host", host + " is no public name.", api == ApiType.REST
                    ? ""
                    : "Name the listener of a load balancer before it in headgate.yaml, under "
                            + "placement.private_backends."));
        }
        return reach == Reach.PRIVATE_ONLY ? Optional.of(ofService(service, "host", OUTSIDE, "")) : Optional.empty();
    }

    /// What keeps API Gateway from invoking a function in the service's place.
    List<Reason> reasonsOfFunction(Route route) {
        return reach == Reach.PRIVATE_ONLY
                ? List.of(new Reason(ReasonCode.BACKEND, route.location(), "", OUTSIDE, ""))
                : List.of();
    }

    private boolean isPrivate(Service service) {
        return !upstreams.contains(service.host()) && privateHosts.contains(lower(service.host()));
    }

    private static String lower(String host) {
        return host.toLowerCase(Locale.ROOT);
    }

    /// In what calls would differ from the router's, beside what always does.
    Set<Difference> differences(Service service) {
        EnumSet<Difference> differences = EnumSet.noneOf(Difference.class);
        if (isPrivate(service)) {
            differences.add(Difference.VPC_LINK);
        }
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
    Integration call(Route route, Service service, PathTemplate path, String matched, ParameterMapping changes) {
        String requested = withStandIns(path.toString(), path);
        UpstreamPath upstream = UpstreamPath
                .of(new Match(route, requested, withStandIns(matched, path), Match.Captures.NONE));
        ParameterMapping mapping = changes.withRequest("overwrite:header.x-real-ip", "$context.identity.sourceIp")
                .withRequest("overwrite:header.x-kong-request-id", "$context.requestId");
        return switch (api) {
            case REST -> new Integration.HttpProxy(RouteKey.ANY,
                    origin(service) + withVariables(upstream.path(), path, "{", "}"), mapping);
            case HTTP -> {
                // Of a path without variables everything is known, whatever API Gateway makes of escapes in it.
                ParameterMapping told = mapping.withRequest("overwrite:header.x-forwarded-path",
                        path.hasVariables() ? ParameterMapping.REQUEST_PATH : path.toString());
                String prefix = withVariables(upstream.forwardedPrefix(), path, "${request.path.", "}");
                told = prefix.isEmpty()
                        ? told.withRequest("remove:header.x-forwarded-prefix", "")
                        : told.withRequest("overwrite:header.x-forwarded-prefix", prefix);
                boolean isSamePath = path.hasVariables() && upstream.path().equals(requested);
                if (isPrivate(service)) {
                    yield privateCall(service, told, isSamePath
                            ? ParameterMapping.REQUEST_PATH
                            : withVariables(upstream.path(), path, "${request.path.", "}"));
                }
                if (told.request().containsKey(ParameterMapping.PATH)) {
                    yield new Integration.HttpProxy(RouteKey.ANY, origin(service), told);
                }
                yield isSamePath
                        ? new Integration.HttpProxy(RouteKey.ANY, origin(service),
                                told.withRequest(ParameterMapping.PATH, ParameterMapping.REQUEST_PATH))
                        : new Integration.HttpProxy(RouteKey.ANY,
                                origin(service) + withVariables(upstream.path(), path, "{", "}"), told);
            }
        };
    }

    /// @param path unless a plugin has it changed
    private static Integration privateCall(Service service, ParameterMapping told, String path) {
        ParameterMapping mapping = told.withRequest(ParameterMapping.HOST, authority(service));
        return new Integration.VpcLink(RouteKey.ANY, lower(service.host()),
                service.protocol() == Protocol.HTTPS ? service.host() : "",
                mapping.request().containsKey(ParameterMapping.PATH)
                        ? mapping
                        : mapping.withRequest(ParameterMapping.PATH, path));
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
        return replaced.replace(REST, before + PathTemplate.GREEDY_NAME + after);
    }

    /// A segment that no configuration has.
    private static String standIn(int place) {
        return "headgate-stand-in-" + place + "-";
    }

    private static String origin(Service service) {
        return service.protocol().scheme() + "://" + authority(service);
    }

    /// The Host that the router sends.
    private static String authority(Service service) {
        boolean isUsualPort = service.port() == service.protocol().defaultPort();
        return service.host() + (isUsualPort ? "" : ":" + service.port());
    }

    private static boolean isPublicName(String host) {
        return !isAddress(host) && host.contains(".") && !host.endsWith(".local") && !host.endsWith(".internal");
    }

    private static boolean isAddress(String host) {
        return host.contains(":") || host.chars().allMatch(c -> c == '.' || c >= '0' && c <= '9');
    }

    private static Reason ofService(Service service, String field, String message, String rewording) {
        return new Reason(ReasonCode.BACKEND, service.location(), field, message, rewording);
    }
}
