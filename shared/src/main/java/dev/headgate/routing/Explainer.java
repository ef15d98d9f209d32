package dev.headgate.routing;

import dev.headgate.http.Request;
import dev.headgate.model.PathPattern;
import dev.headgate.model.Route;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Makes an [Explanation] by trying every route.
final class Explainer {
    private final Query query;
    private final Optional<VirtualRoute> winner;
    private final List<Explanation.Outranked> outranked = new ArrayList<>();
    private final List<Explanation.NearMiss> close = new ArrayList<>();
    /// Routes that were told of already, by id: a route has several rows when its paths differ in length.
    private final Set<String> told = new HashSet<>();

    private Explainer(Query query, Optional<VirtualRoute> winner) {
        this.query = query;
        this.winner = winner;
        winner.ifPresent(virtual -> told.add(virtual.route().id()));
    }

    static Explanation explain(RouteTable table, Request request) {
        Search search = table.search(Search.forFirst(Query.of(request)));
        String path = search.query().path().text();
        Explainer explainer = new Explainer(search.query(), search.best().map(Candidate::owner));
        table.virtualRoutes().forEach(explainer::look);
        return new Explanation(path, search.best().map(candidate -> candidate.match(path)),
                List.copyOf(explainer.outranked), List.copyOf(explainer.close));
    }

    private void look(VirtualRoute virtual) {
        Route route = virtual.route();
        if (told.contains(route.id())) {
            return;
        }
        List<Criterion> row = Criterion.all(route, virtual.paths());
        if (row.stream().allMatch(criterion -> criterion.holds(query))) {
            told.add(route.id());
            winner.ifPresent(first -> outranked.add(outranked(first.rank(), virtual)));
            return;
        }
        // What the whole route asks for: a path that another row of it takes is no failure of the route.
        List<Criterion> criteria = Criterion.all(route, route.paths());
        List<String> failures = criteria.stream().filter(criterion -> !criterion.holds(query))
                .map(criterion -> criterion.failure(query)).toList();
        if (!failures.isEmpty()) {
            told.add(route.id());
            if (isClose(route, criteria, failures.size())) {
                close.add(new Explanation.NearMiss(route, failures));
            }
        }
    }

    private boolean isClose(Route route, List<Criterion> criteria, int failures) {
        boolean pathHolds = true;
        boolean hostHolds = false;
        for (Criterion criterion : criteria) {
            switch (criterion) {
                case Criterion.Paths paths -> pathHolds = paths.holds(query);
                case Criterion.Hosts hosts -> hostHolds = hosts.holds(query);
                case Criterion.Methods _,Criterion.Header _,Criterion.ServerNames _ -> {
                }
            }
        }
        if (route.paths().stream().anyMatch(this::isNear)) {
            return true;
        }
        return pathHolds && (hostHolds || route.hosts().isEmpty() && failures == 1 && criteria.size() > 1);
    }

    /// Whether a path pattern matches, and not just anything; or else has the first segment in common with the request's
    /// path, in whatever case.
    private boolean isNear(PathPattern pattern) {
        String path = query.path().text();
        String certain = switch (pattern) {
            case PathPattern.Prefix(var prefix) -> {
                if (prefix.length() > 1 && path.startsWith(prefix)) {
                    yield path;
                }
                yield prefix;
            }
            case PathPattern.Regex(var expression) -> {
                LinearRegex regex = LinearRegex.path(expression);
                if (regex.matches(path) && !regex.matches("/")) {
                    yield path;
                }
                yield PathKey.of(regex.pieces()).texts().getFirst();
            }
        };
        String wanted = firstSegment(certain);
        return wanted.length() > 1 && wanted.equalsIgnoreCase(firstSegment(path));
    }

    private static String firstSegment(String path) {
        int slash = path.indexOf('/', 1);
        return slash < 0 ? path : path.substring(0, slash);
    }

    private static Explanation.Outranked outranked(Rank first, VirtualRoute virtual) {
        Rank rank = virtual.rank();
        Rank.Level level = first.differsFrom(rank).orElse(Rank.Level.FILE_ORDER);
        return new Explanation.Outranked(virtual.route(), level, switch (level) {
            case CRITERIA -> "fewer criteria: " + rank.criteria() + ", not " + first.criteria();
            case PLAIN_HOSTS -> virtual.route().hosts().isEmpty()
                    ? "no hosts, and the other has plain ones"
                    : "a host with a wildcard, and the other has plain ones";
            case HEADERS -> "fewer headers: " + rank.headers() + ", not " + first.headers();
            case REGEX -> "a plain path, and the other's is a regular expression";
            case REGEX_PRIORITY -> "a lower regex_priority: " + rank.regexPriority() + ", not " + first.regexPriority();
            case PATH_LENGTH -> "a shorter path: " + rank.pathLength() + " bytes, not " + first.pathLength();
            case FILE_ORDER -> "later in the file, and otherwise equal";
        });
    }
}
