package dev.headgate.benchmarks.routes;

import dev.headgate.diagnostic.Location;
import dev.headgate.http.Body;
import dev.headgate.http.Headers;
import dev.headgate.http.Request;
import dev.headgate.http.RequestTarget;
import dev.headgate.model.HostPattern;
import dev.headgate.model.PathPattern;
import dev.headgate.model.Protocol;
import dev.headgate.model.Route;
import dev.headgate.model.Service;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/// What the routes of a table look like, and which request is for which of them.
public enum Shape {
    /// One plain path each.
    PREFIXES("a plain path each") {
        @Override
        Criteria criteria(int number) {
            return new Criteria(List.of(), List.of(), List.of(new PathPattern.Prefix("/area-" + number + "/items")));
        }

        @Override
        Request request(int number) {
            return get("example.com", "/area-" + number + "/items/4711");
        }
    },
    /// One expression each, with a variable before what tells them apart and another behind it.
    VARIABLES("an expression each, with two variables") {
        @Override
        Criteria criteria(int number) {
            return new Criteria(List.of(), List.of(), List.of(
                    new PathPattern.Regex("/tenants/(?<tenant>[^/]+)/area-" + number + "/(?<id>[^/]+)$")));
        }

        @Override
        Request request(int number) {
            return get("example.com", "/tenants/acme/area-" + number + "/4711");
        }
    },
    /// Methods, one of fifty hosts, a plain path and an expression each; requests take turns.
    HOSTS("methods, a host of fifty, a plain path and an expression each") {
        @Override
        Criteria criteria(int number) {
            return new Criteria(List.of("GET", "POST"),
                    List.of(new HostPattern(HostPattern.Kind.EXACT, host(number), 0)),
                    List.of(new PathPattern.Prefix("/area-" + number + "/items"),
                            new PathPattern.Regex("/v1/area-" + number + "/(?<id>[^/]+)/parts$")));
        }

        @Override
        Request request(int number) {
            return get(host(number), number % 2 == 0
                    ? "/area-" + number + "/items/4711"
                    : "/v1/area-" + number + "/4711/parts");
        }

        private static String host(int number) {
            return "api-" + number % 50 + ".example.com";
        }
    };

    private static final Location HERE = Location.of("routes.yaml");
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Service SERVICE = new Service("service", "service", Protocol.HTTP, "backend.test", 80, "", 5,
            MINUTE, MINUTE, MINUTE, true, true, List.of(), HERE);

    private final String what;

    Shape(String what) {
        this.what = what;
    }

    record Criteria(List<String> methods, List<HostPattern> hosts, List<PathPattern> paths) {}

    abstract Criteria criteria(int number);

    /// A request for the route of that number, and for no other.
    abstract Request request(int number);

    /// The text in a path that names a route: what a map could be asked for.
    static String literal(int number) {
        return "/area-" + number;
    }

    /// In words.
    String what() {
        return what;
    }

    /// So many routes, each named by its number.
    List<Route> routes(int count) {
        return IntStream.range(0, count).mapToObj(this::route).toList();
    }

    private Route route(int number) {
        Criteria criteria = criteria(number);
        return new Route("id-" + number, Integer.toString(number), Optional.of(SERVICE),
                Set.of(Protocol.HTTP, Protocol.HTTPS), criteria.methods(), criteria.hosts(), criteria.paths(),
                List.of(), List.of(), 426, 0, true, Route.PathHandling.V0, false, true, true, number, List.of(), HERE);
    }

    private static Request get(String host, String path) {
        return new Request("GET", "https", host, 443, RequestTarget.parse(path),
                Headers.of("Host", host, "Accept", "application/json", "User-Agent", "benchmark"), Body.EMPTY,
                new Request.Client("203.0.113.7", host), "0123456789abcdef0123456789abcdef");
    }
}
