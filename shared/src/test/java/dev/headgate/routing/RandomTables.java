package dev.headgate.routing;

import dev.headgate.http.Body;
import dev.headgate.http.Headers;
import dev.headgate.http.Request;
import dev.headgate.http.RequestTarget;
import dev.headgate.model.HostPattern;
import dev.headgate.model.PathPattern;
import dev.headgate.model.Route;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/// Small random tables and requests out of so few words that routes overlap all the time.
final class RandomTables {
    private static final List<String> SEGMENTS = List.of("a", "b", "ab", "users", "1", "12", "é", "a b", "a.b", "A");
    private static final List<String> RAW_SEGMENTS = List.of("a", "a", "b", "ab", "users", "1", "12", "%C3%A9", "a%20b",
            "a.b", "A", "x", "%61", "..", ".", "", "%2f", "%D9%A3", "%41");
    private static final List<String> REGEXES = List.of("~/", "~/a", "~/a$", "~/users/(?<id>[^/]+)$",
            "~/users/(?<id>[^/]+)", "~/users/(?<id>[^#?/]+)/a$", "~/users/(\\d+)/(?<x>[a-z]+)", "~/(?<s>[^/]+)/b$",
            "~/(?<s>[^/]+)/(?<t>[^/]+)$", "~/([^/]*)/users/([^/]+)", "~/a/?$", "~/a(/.*)?$", "~/.*", "~/.*/b$",
            "~/[ab]+", "~/[ab]+/\\w+$", "~/\\w+", "~/\\W", "~/\\d+$", "~/(?i)A", "~/(a|b)/(?<u>users)?", "~/a|/b",
            "~/(?:a|ab)/b", "~/a[^b]*b", "~/[^/]+\\.b$", "~/a\\.b", "~/a.b", "~/a+b?", "~/users/[0-9]{1,2}$",
            "~/(?<e>é)", "~/[^a]", "~/a[^\\p{Nd}]*b", "~/[^\\p{L}]+b$", "~/[\\p{L}/]+1", "~/a /b", "~/\\S+/b", "~/a\\b",
            "~/([a-z]+)([0-9]+)", "~/(?<w>\\w+)/(?<d>\\d+)$",
            "~/users/x*", "~/[^/]*$", "~/%2F", "~/b/([^/]+)/([^/]+)/([^/]+)$");
    private static final List<String> HOSTS = List.of("a.com", "b.a.com", "c.b.a.com", "a.org", "*.a.com", "*.com",
            "*.b.a.com", "a.*", "b.a.*", "a.com:80", "a.com:8000", "*.a.com:8000", "a.*:443", "x");
    private static final List<String> REQUEST_HOSTS = List.of("a.com", "a.com", "b.a.com", "c.b.a.com", "a.org",
            "A.com",
            "a.com:80", "a.com:8000", "b.a.com:8000", "a.org:443", "x", "x.y", "[::1]:80", "");
    private static final List<String> SNIS = List.of("a.com", "b.a.com", "*.a.com", "a.*", "x");
    private static final List<String> METHODS = List.of("GET", "POST", "PUT");
    private static final List<String> HEADERS = List.of("x-a", "x_a", "b");
    private static final List<String> VALUES = List.of("1", "2", "one", "~*^1", "~*[0-9]", "~*o.*e");
    private static final List<String> REQUEST_VALUES = List.of("1", "2", "ONE", "12", "x");

    private final SplittableRandom random;

    RandomTables(long seed) {
        random = new SplittableRandom(seed);
    }

    List<Route> routes(int most) {
        int count = 1 + random.nextInt(most);
        List<Route> routes = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            routes.add(route(i));
        }
        return routes;
    }

    private Route route(int order) {
        RouteKit kit = RouteKit.route("r" + order).order(order);
        if (random.nextInt(5) > 0) {
            PathPattern[] patterns = new PathPattern[1 + random.nextInt(3)];
            for (int i = 0; i < patterns.length; i++) {
                patterns[i] = RouteKit.path(random.nextInt(2) == 0 ? pick(REGEXES) : prefix());
            }
            kit.paths(patterns);
        }
        if (random.nextInt(3) == 0) {
            kit.hosts(some(HOSTS, 3).stream().map(RouteKit::host).toArray(HostPattern[]::new));
        }
        if (random.nextInt(3) == 0) {
            kit.methods(some(METHODS, 2).toArray(String[]::new));
        }
        if (random.nextInt(4) == 0) {
            kit.snis(some(SNIS, 2).toArray(String[]::new));
        }
        for (String header : random.nextInt(4) == 0 ? some(HEADERS, 2) : List.<String>of()) {
            kit.header(header, some(VALUES, 2).toArray(String[]::new));
        }
        if (random.nextInt(5) == 0) {
            kit.regexPriority(random.nextInt(3));
        }
        return (random.nextInt(20) == 0 ? kit.disabled() : kit).build();
    }

    private String prefix() {
        StringBuilder path = new StringBuilder("/");
        int count = random.nextInt(4);
        for (int i = 0; i < count; i++) {
            path.append(pick(SEGMENTS)).append(i < count - 1 || random.nextInt(3) == 0 ? "/" : "");
        }
        return path.toString();
    }

    /// A request, half of the time for a path that one of the routes asks for, or nearly.
    Request request(List<Route> routes) {
        List<PathPattern> patterns = routes.get(random.nextInt(routes.size())).paths();
        StringBuilder path = new StringBuilder(patterns.isEmpty() || random.nextBoolean()
                ? ""
                : NormalizedPath.escape(sample(patterns.get(random.nextInt(patterns.size())))));
        for (int i = path.isEmpty() ? random.nextInt(5) : random.nextInt(4) - 2; i >= 0; i--) {
            path.append('/').append(pick(RAW_SEGMENTS));
        }
        if (random.nextInt(50) == 0) {
            path.append("%FF");
        }
        boolean https = random.nextBoolean();
        String host = pick(REQUEST_HOSTS);
        Headers headers = Headers.of("Host", host);
        for (int i = random.nextInt(4); i > 0; i--) {
            headers = headers.plus(pick(List.of("X-A", "x_a", "B", "c")), pick(REQUEST_VALUES));
        }
        String sni = !https ? "" : random.nextBoolean() ? host : pick(List.of("a.com", "b.a.com", "A.org", ""));
        return new Request(pick(METHODS), https ? "https" : "http", host, https ? 443 : 80,
                RequestTarget.parse(path.toString()), headers, Body.EMPTY, new Request.Client("203.0.113.7", sni),
                "0123456789abcdef0123456789abcdef");
    }

    private static String sample(PathPattern pattern) {
        return switch (pattern) {
            case PathPattern.Prefix(var prefix) -> prefix;
            case PathPattern.Regex(var expression) -> LinearRegex.path(expression).sample().orElse("/");
        };
    }

    private String pick(List<String> words) {
        return words.get(random.nextInt(words.size()));
    }

    private List<String> some(List<String> words, int most) {
        List<String> picked = new ArrayList<>();
        for (int i = random.nextInt(most); i >= 0; i--) {
            String word = pick(words);
            if (!picked.contains(word)) {
                picked.add(word);
            }
        }
        return picked;
    }
}
