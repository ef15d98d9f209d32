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
        EnumSet<Difference> differences = EnumSet.of(Difference.FORWARDING_FIELDS, Difference.GATEWAY_FIELDS,
                Difference.ERROR_BODIES);
        if (service.retries() > 0) {
            differences.add(Difference.RETRIES);
        }
        if (List.of(service.connectTimeout(), service.readTimeout(), service.writeTimeout()).stream()
                .anyMatch(limit -> limit.compareTo(ROUTER_LIMIT) < 0)) {
            differences.add(Difference.TIME_LIMITS);
        }
        return differences;
    }

    /// What is called for a path, which the route's path criterion takes as a whole.
    static String uri(Route route, Service service, PathTemplate path) {
        StringBuilder sample = new StringBuilder();
        for (int i = 0; i < path.segments().size(); i++) {
            sample.append('/').append(path.segments().get(i).isEmpty() ? standIn(i) : path.segments().get(i));
        }
        String requested = sample.isEmpty() ? "/" : sample.toString();
        String called = UpstreamPath.of(new Match(route, requested, requested, Match.Captures.NONE)).path();
        for (int i = 0; i < path.segments().size(); i++) {
            if (path.segments().get(i).isEmpty()) {
                called = called.replace(standIn(i), PathTemplate.variable(i));
            }
        }
        String scheme = service.protocol().scheme();
        boolean isUsualPort = service.port() == service.protocol().defaultPort();
        return scheme + "://" + service.host() + (isUsualPort ? "" : ":" + service.port()) + called;
    }

    /// A segment that no configuration has.
    private static String standIn(int place) {
        return "headgate-stand-in-" + place + "-";
    }

    private static boolean isPublicName(String host) {
        boolean isAddress = host.contains(":") || host.chars().allMatch(c -> c == '.' || c >= '0' && c <= '9');
        return !isAddress && host.contains(".") && !host.endsWith(".local") && !host.endsWith(".internal");
    }

    private static Reason ofService(Service service, String field, String message, String rewording) {
        return new Reason(ReasonCode.BACKEND, service.location(), field, message, rewording);
    }
}
