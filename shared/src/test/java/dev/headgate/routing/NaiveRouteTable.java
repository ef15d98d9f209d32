package dev.headgate.routing;

import dev.headgate.http.Request;
import dev.headgate.model.HeaderCriterion;
import dev.headgate.model.HostPattern;
import dev.headgate.model.PathPattern;
import dev.headgate.model.Route;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// The rules, written down as they are told and with nothing clever: every route is split, given Kong's 64-bit priority,
/// sorted and tried, one after the other. Shares only the reading of regular expressions with the real table.
final class NaiveRouteTable {
    private record Entry(long priority, int order, Route route, List<PathPattern> paths) {}

    private final List<Entry> entries = new ArrayList<>();
    private final Map<String, LinearRegex> compiled = new HashMap<>();

    NaiveRouteTable(List<Route> routes) {
        for (Route route : routes) {
            if (route.service().isPresent() && !route.service().get().enabled()) {
                continue;
            }
            List<List<PathPattern>> groups = new ArrayList<>();
            if (route.paths().isEmpty()) {
                groups.add(List.of());
            }
            for (PathPattern path : route.paths()) {
                Optional<List<PathPattern>> group = groups.stream()
                        .filter(other -> length(other.getFirst()) == length(path)).findFirst();
                group.ifPresentOrElse(paths -> paths.add(path), () -> groups.add(new ArrayList<>(List.of(path))));
            }
            for (List<PathPattern> group : groups) {
                entries.add(new Entry(priority(route, group), route.order(), route, group));
            }
        }
        entries.sort((a, b) -> a.priority == b.priority
                ? Integer.compare(a.order, b.order)
                : Long.compareUnsigned(b.priority, a.priority));
    }

    /// Bytes of a plain path; 0 for a regular expression.
    private static int length(PathPattern path) {
        return switch (path) {
            case PathPattern.Prefix(var prefix) -> prefix.getBytes(StandardCharsets.UTF_8).length;
            case PathPattern.Regex _ -> 0;
        };
    }

    /// The layout of bits in kong/router/transform.lua, `get_priority`.
    private static long priority(Route route, List<PathPattern> paths) {
        long weight = 0;
        weight += route.methods().isEmpty() ? 0 : 1;
        weight += route.hosts().isEmpty() ? 0 : 1;
        weight += route.headers().isEmpty() ? 0 : 1;
        weight += route.snis().isEmpty() ? 0 : 1;
        weight += paths.isEmpty() ? 0 : 1;
        boolean plainHostsOnly = !route.hosts().isEmpty();
        for (HostPattern host : route.hosts()) {
            plainHostsOnly &= host.kind() == HostPattern.Kind.EXACT;
        }
        boolean regex = !paths.isEmpty() && length(paths.getFirst()) == 0;
        long length = paths.isEmpty() ? 0 : length(paths.getFirst());
        return weight << 61 | (plainHostsOnly ? 1L << 60 : 0) | (long) Math.min(route.headers().size(), 255) << 52
                | (regex ? 1L << 51 : 0) | (regex ? (long) route.regexPriority() << 19 : 0) | length;
    }

    Optional<Match> match(Request request) {
        NormalizedPath path = NormalizedPath.of(request.target().rawPath());
        boolean anyPaths = entries.stream().anyMatch(entry -> !entry.paths.isEmpty());
        if (anyPaths && !path.isUtf8()) {
            return Optional.empty();
        }
        for (Entry entry : entries) {
            if (methodMatches(entry.route, request) && hostMatches(entry.route, request)
                    && sniMatches(entry.route, request) && headersMatch(entry.route, request)) {
                Optional<Match> match = pathMatch(entry, path.text());
                if (match.isPresent()) {
                    return match;
                }
            }
        }
        return Optional.empty();
    }

    private static boolean methodMatches(Route route, Request request) {
        return route.methods().isEmpty() || route.methods().contains(request.method());
    }

    private static boolean hostMatches(Route route, Request request) {
        String host = request.host().toLowerCase(Locale.ROOT);
        int port = request.port();
        if (host.matches("[^:]*:[0-9]+")) {
            port = Integer.parseInt(host.substring(host.indexOf(':') + 1));
            host = host.substring(0, host.indexOf(':'));
        }
        for (HostPattern pattern : route.hosts()) {
            if (nameMatches(pattern, host) && (pattern.port() == 0 || pattern.port() == port)) {
                return true;
            }
        }
        return route.hosts().isEmpty();
    }

    private static boolean nameMatches(HostPattern pattern, String name) {
        return switch (pattern.kind()) {
            case EXACT -> name.equals(pattern.text());
            case PREFIX -> name.startsWith(pattern.text());
            case SUFFIX -> name.endsWith(pattern.text());
        };
    }

    private static boolean sniMatches(Route route, Request request) {
        if (!request.isHttps() || route.snis().isEmpty()) {
            return true;
        }
        String name = request.client().serverName().toLowerCase(Locale.ROOT);
        for (String sni : route.snis()) {
            boolean matches = sni.startsWith("*")
                    ? name.endsWith(sni.substring(1))
                    : sni.endsWith("*") ? name.startsWith(sni.substring(0, sni.length() - 1)) : name.equals(sni);
            if (matches) {
                return true;
            }
        }
        return false;
    }

    private static boolean headersMatch(Route route, Request request) {
        for (HeaderCriterion criterion : route.headers()) {
            String underscored = criterion.name().replace('-', '_');
            List<String> values = request.headers().all(underscored);
            if (values.isEmpty()) {
                values = request.headers().all(criterion.name().replace('_', '-'));
            }
            if (values.stream().noneMatch(value -> valueMatches(criterion, value.toLowerCase(Locale.ROOT)))) {
                return false;
            }
        }
        return true;
    }

    private static boolean valueMatches(HeaderCriterion criterion, String lower) {
        return criterion.values().stream().anyMatch(value -> switch (value) {
            case HeaderCriterion.Value.Exact(var text) -> text.equals(lower);
            case HeaderCriterion.Value.Regex(var expression) -> LinearRegex.header(expression).matches(lower);
        });
    }

    private Optional<Match> pathMatch(Entry entry, String path) {
        for (PathPattern pattern : entry.paths) {
            Optional<Match> match = switch (pattern) {
                case PathPattern.Prefix(var prefix) -> path.startsWith(prefix)
                        ? Optional.of(new Match(entry.route, path, prefix, Match.Captures.NONE))
                        : Optional.empty();
                case PathPattern.Regex(var expression) ->
                        compiled.computeIfAbsent(expression, LinearRegex::path).find(path)
                                .map(found -> new Match(entry.route, path, path.substring(found.start(), found.end()),
                                        found.captures()));
            };
            if (match.isPresent()) {
                return match;
            }
        }
        return entry.paths.isEmpty()
                ? Optional.of(new Match(entry.route, path, "", Match.Captures.NONE))
                : Optional.empty();
    }
}
