package dev.headgate.routing;

import dev.headgate.diagnostic.Location;
import dev.headgate.http.Body;
import dev.headgate.http.Headers;
import dev.headgate.http.Request;
import dev.headgate.http.RequestTarget;
import dev.headgate.model.HeaderCriterion;
import dev.headgate.model.HostPattern;
import dev.headgate.model.PathPattern;
import dev.headgate.model.Protocol;
import dev.headgate.model.Route;
import dev.headgate.model.Route.PathHandling;
import dev.headgate.model.Service;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// Makes routes and requests for tests: Kong's defaults, and what a test says.
final class RouteKit {
    private static final Location HERE = Location.of("test.yaml");

    private final String name;
    private Optional<Service> service = Optional.of(service("", true));
    private Set<Protocol> protocols = Set.of(Protocol.HTTP, Protocol.HTTPS);
    private List<String> methods = List.of();
    private List<HostPattern> hosts = List.of();
    private List<PathPattern> paths = List.of();
    private final List<HeaderCriterion> headers = new ArrayList<>();
    private List<String> snis = List.of();
    private int regexPriority;
    private boolean stripPath = true;
    private PathHandling pathHandling = PathHandling.V0;
    private int order;

    private RouteKit(String name) {
        this.name = name;
    }

    static RouteKit route(String name) {
        return new RouteKit(name);
    }

    /// A route in words, criteria apart by blanks: `methods=GET,POST hosts=*.a.com paths=/x,~/y$ header:x-a=1,~*2 snis=a.com
    /// regex_priority=3 protocols=https service=disabled`.
    static Route parse(String name, int order, String words) {
        RouteKit kit = route(name).order(order);
        for (String word : words.isBlank() ? new String[0] : words.strip().split(" +")) {
            int equals = word.indexOf('=');
            String key = word.substring(0, equals);
            List<String> values = List.of(word.substring(equals + 1).split(","));
            switch (key) {
                case "methods" -> kit.methods = values;
                case "hosts" -> kit.hosts = values.stream().map(RouteKit::host).toList();
                case "paths" -> kit.paths = values.stream().map(RouteKit::path).toList();
                case "snis" -> kit.snis = values;
                case "regex_priority" -> kit.regexPriority = Integer.parseInt(values.getFirst());
                case "protocols" ->
                        kit.protocols = Set.of(Protocol.valueOf(values.getFirst().toUpperCase(Locale.ROOT)));
                case "service" -> kit.service = Optional.of(service("", !values.contains("disabled")));
                default -> kit.headers.add(header(key.substring("header:".length()), values));
            }
        }
        return kit.build();
    }

    static HostPattern host(String text) {
        int colon = text.indexOf(':');
        int port = colon < 0 ? 0 : Integer.parseInt(text.substring(colon + 1));
        String host = colon < 0 ? text : text.substring(0, colon);
        if (host.startsWith("*")) {
            return new HostPattern(HostPattern.Kind.SUFFIX, host.substring(1), port);
        }
        return host.endsWith("*")
                ? new HostPattern(HostPattern.Kind.PREFIX, host.substring(0, host.length() - 1), port)
                : new HostPattern(HostPattern.Kind.EXACT, host, port);
    }

    static PathPattern path(String text) {
        return text.startsWith("~") ? new PathPattern.Regex(text.substring(1)) : new PathPattern.Prefix(text);
    }

    static HeaderCriterion header(String name, List<String> values) {
        return new HeaderCriterion(name, values.stream().map(value -> value.startsWith("~*")
                ? (HeaderCriterion.Value) new HeaderCriterion.Value.Regex(value.substring(2))
                : new HeaderCriterion.Value.Exact(value)).toList());
    }

    /// A request in words: a method, a URL, and headers as `name=value`. The Host is the URL's but for the scheme's own
    /// port, the port that was reached is the URL's or else the scheme's; `sni=` is the TLS server name, else the Host's.
    static Request request(String words) {
        List<String> parts = Arrays.asList(words.strip().split(" +"));
        String url = parts.get(1);
        String scheme = url.substring(0, url.indexOf("://"));
        String rest = url.substring(scheme.length() + 3);
        int slash = rest.indexOf('/');
        String host = rest.substring(0, slash);
        int colon = host.lastIndexOf(':');
        int port = colon < 0 ? scheme.equals("https") ? 443 : 80 : Integer.parseInt(host.substring(colon + 1));
        String serverName = scheme.equals("https") ? colon < 0 ? host : host.substring(0, colon) : "";
        Headers headers = Headers.of("Host", host);
        for (String field : parts.subList(2, parts.size())) {
            int equals = field.indexOf('=');
            if (field.startsWith("sni=")) {
                serverName = field.substring(equals + 1);
            } else {
                headers = headers.plus(field.substring(0, equals), field.substring(equals + 1));
            }
        }
        return new Request(parts.getFirst(), scheme, host, port, RequestTarget.parse(rest.substring(slash)), headers,
                Body.EMPTY, new Request.Client("203.0.113.7", serverName), "0123456789abcdef0123456789abcdef");
    }

    private static Service service(String path, boolean enabled) {
        return new Service("5e", "s", Protocol.HTTP, "backend.test", 80, path, 5, Duration.ofSeconds(60),
                Duration.ofSeconds(60), Duration.ofSeconds(60), enabled, true, List.of(), HERE);
    }

    RouteKit order(int value) {
        order = value;
        return this;
    }

    RouteKit methods(String... values) {
        methods = List.of(values);
        return this;
    }

    RouteKit hosts(HostPattern... values) {
        hosts = List.of(values);
        return this;
    }

    RouteKit paths(PathPattern... values) {
        paths = List.of(values);
        return this;
    }

    RouteKit header(String header, String... values) {
        headers.add(header(header, List.of(values)));
        return this;
    }

    RouteKit snis(String... values) {
        snis = List.of(values);
        return this;
    }

    RouteKit regexPriority(int value) {
        regexPriority = value;
        return this;
    }

    RouteKit stripPath(boolean value) {
        stripPath = value;
        return this;
    }

    RouteKit pathHandling(PathHandling value) {
        pathHandling = value;
        return this;
    }

    RouteKit servicePath(String path) {
        service = Optional.of(service(path, true));
        return this;
    }

    RouteKit disabled() {
        service = Optional.of(service("", false));
        return this;
    }

    RouteKit withoutService() {
        service = Optional.empty();
        return this;
    }

    Route build() {
        return new Route("id-" + name, name, service, protocols, methods, hosts, paths, headers, snis, 426,
                regexPriority, stripPath, pathHandling, false, true, true, order, List.of(), HERE);
    }
}
