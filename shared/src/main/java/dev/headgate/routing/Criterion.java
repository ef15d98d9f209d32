package dev.headgate.routing;

import dev.headgate.model.HeaderCriterion;
import dev.headgate.model.PathPattern;
import dev.headgate.model.Route;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/// One kind of thing that a route asks of a request, with a test for it and words about it. In the order in which a
/// person would look: host, path, method, headers, server name.
sealed interface Criterion {
    boolean holds(Query query);

    /// Why it does not hold, to be read after the route's name.
    String failure(Query query);

    static List<Criterion> all(Route route, List<PathPattern> paths) {
        Conditions conditions = Conditions.of(route);
        List<Criterion> criteria = new ArrayList<>();
        if (!route.hosts().isEmpty()) {
            criteria.add(new Hosts(conditions));
        }
        if (!paths.isEmpty()) {
            criteria.add(new Paths(paths));
        }
        if (!route.methods().isEmpty()) {
            criteria.add(new Methods(conditions));
        }
        route.headers().forEach(header -> criteria.add(new Header(header)));
        if (!route.snis().isEmpty()) {
            criteria.add(new ServerNames(route.snis(), conditions));
        }
        return criteria;
    }

    /// One of the hosts.
    record Hosts(Conditions conditions) implements Criterion {
        @Override
        public boolean holds(Query query) {
            return conditions.hostHolds(query);
        }

        @Override
        public String failure(Query query) {
            boolean ports = conditions.hosts().stream().anyMatch(host -> host.port() > 0);
            String host = query.host().isEmpty() ? "none" : query.host() + (ports ? ":" + query.port() : "");
            return "host: " + host + " is not among " + list(conditions.hosts());
        }

        @Override
        public String toString() {
            return "hosts " + list(conditions.hosts());
        }
    }

    /// One of the paths.
    record Paths(List<PathPattern> patterns) implements Criterion {
        @Override
        public boolean holds(Query query) {
            return query.path().isUtf8() && patterns.stream().anyMatch(pattern -> switch (pattern) {
                case PathPattern.Prefix(var prefix) -> query.path().text().startsWith(prefix);
                case PathPattern.Regex(var expression) -> LinearRegex.path(expression).matches(query.path().text());
            });
        }

        @Override
        public String failure(Query query) {
            if (!query.path().isUtf8()) {
                return "path: " + query.path().text() + " is not UTF-8";
            }
            String path = NormalizedPath.escape(query.path().text());
            return "path: " + path + switch (patterns.getFirst()) {
                case PathPattern.Prefix _ -> " does not begin with ";
                case PathPattern.Regex _ -> " does not match ";
            } + patterns.stream().map(PathPattern::toString).collect(Collectors.joining(" or "));
        }

        @Override
        public String toString() {
            return "paths " + list(patterns);
        }
    }

    /// One of the methods.
    record Methods(Conditions conditions) implements Criterion {
        @Override
        public boolean holds(Query query) {
            return conditions.methodHolds(query);
        }

        @Override
        public String failure(Query query) {
            return "method: " + query.method() + " is not among " + list(conditions.methods());
        }

        @Override
        public String toString() {
            return "methods " + list(conditions.methods());
        }
    }

    /// One header.
    record Header(HeaderCriterion criterion) implements Criterion {
        @Override
        public boolean holds(Query query) {
            return HeaderTest.of(criterion).holds(query.headers());
        }

        @Override
        public String failure(Query query) {
            HeaderTest test = HeaderTest.of(criterion);
            boolean present = query.headers().contains(test.name()) || query.headers().contains(test.dashed());
            // A header can hold a credential, so its value is not repeated.
            return "header " + criterion.name() + (present ? ": its value is not among " : ": is missing; it takes ")
                    + values();
        }

        private String values() {
            return criterion.values().stream().map(value -> switch (value) {
                case HeaderCriterion.Value.Exact(var text) -> text;
                case HeaderCriterion.Value.Regex(var expression) -> "~*" + expression;
            }).collect(Collectors.joining(", "));
        }

        @Override
        public String toString() {
            return "header " + criterion.name() + " " + values();
        }
    }

    /// One of the server names, over HTTPS.
    record ServerNames(List<String> snis, Conditions conditions) implements Criterion {
        @Override
        public boolean holds(Query query) {
            return conditions.serverNameHolds(query);
        }

        @Override
        public String failure(Query query) {
            return "server name: " + (query.serverName().isEmpty() ? "none" : query.serverName()) + " is not among "
                    + list(snis);
        }

        @Override
        public String toString() {
            return "snis " + list(snis);
        }
    }

    private static String list(List<?> values) {
        return values.stream().map(Object::toString).collect(Collectors.joining(", "));
    }
}
