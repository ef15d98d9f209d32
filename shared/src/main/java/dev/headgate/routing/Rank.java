package dev.headgate.routing;

import dev.headgate.model.HostPattern;
import dev.headgate.model.PathPattern;
import dev.headgate.model.Route;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/// What decides between routes that match the same request: kong/router/transform.lua, `get_priority`, level by level in
/// the order of the components. Equal ranks are decided by the place in the file.
///
/// That is what Kong's source lays out bit by bit, what its documentation says, and what its setting
/// `route_match_calculation = strict` does. (Without it the shifts of `get_priority` that are not done on 64-bit values
/// lose their upper bits, so that there plain hosts and regular expressions come before the number of criteria.)
///
/// The natural order puts what is tried first first.
///
/// @param criteria how many of methods, hosts, paths, headers and snis the route has, 0..5
/// @param plainHosts whether it has hosts and none has a `*`
/// @param headers how many headers it names, at most 255
/// @param regex whether this is about its regular expressions
/// @param regexPriority the route's `regex_priority`; 0 for plain paths
/// @param pathLength of its plain path, in bytes; 0 for regular expressions and without paths
public record Rank(int criteria, boolean plainHosts, int headers, boolean regex, int regexPriority, int pathLength)
        implements
            Comparable<Rank> {
    private static final int HEADERS_MAX = 255;
    private static final int LENGTH_MASK = 0x7FFFF;

    /// The levels of a rank, the weightiest first, and the last resort.
    public enum Level {
        CRITERIA, PLAIN_HOSTS, HEADERS, REGEX, REGEX_PRIORITY, PATH_LENGTH, FILE_ORDER
    }

    /// The rank of a route as far as these of its paths go, which are of one kind and length.
    static Rank of(Route route, List<PathPattern> paths) {
        int criteria = count(route.methods()) + count(route.hosts()) + count(paths) + count(route.headers())
                + count(route.snis());
        boolean plainHosts = !route.hosts().isEmpty() && route.hosts().stream().noneMatch(HostPattern::isWildcard);
        int headers = Math.min(route.headers().size(), HEADERS_MAX);
        if (paths.isEmpty()) {
            return new Rank(criteria, plainHosts, headers, false, 0, 0);
        }
        return switch (paths.getFirst()) {
            case PathPattern.Prefix prefix -> new Rank(criteria, plainHosts, headers, false, 0, length(prefix));
            case PathPattern.Regex _ -> new Rank(criteria, plainHosts, headers, true, route.regexPriority(), 0);
        };
    }

    static int length(PathPattern.Prefix prefix) {
        return prefix.prefix().getBytes(StandardCharsets.UTF_8).length & LENGTH_MASK;
    }

    private static int count(List<?> values) {
        return values.isEmpty() ? 0 : 1;
    }

    @Override
    public int compareTo(Rank other) {
        int result = Integer.compare(other.criteria, criteria);
        result = result != 0 ? result : Boolean.compare(other.plainHosts, plainHosts);
        result = result != 0 ? result : Integer.compare(other.headers, headers);
        result = result != 0 ? result : Boolean.compare(other.regex, regex);
        result = result != 0 ? result : Integer.compare(other.regexPriority, regexPriority);
        return result != 0 ? result : Integer.compare(other.pathLength, pathLength);
    }

    /// The first level on which two ranks differ; empty when they are equal.
    public Optional<Level> differsFrom(Rank other) {
        if (criteria != other.criteria) {
            return Optional.of(Level.CRITERIA);
        }
        if (plainHosts != other.plainHosts) {
            return Optional.of(Level.PLAIN_HOSTS);
        }
        if (headers != other.headers) {
            return Optional.of(Level.HEADERS);
        }
        if (regex != other.regex) {
            return Optional.of(Level.REGEX);
        }
        if (regexPriority != other.regexPriority) {
            return Optional.of(Level.REGEX_PRIORITY);
        }
        return pathLength != other.pathLength ? Optional.of(Level.PATH_LENGTH) : Optional.empty();
    }
}
