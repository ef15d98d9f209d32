package dev.headgate.routing;

import dev.headgate.http.Headers;
import dev.headgate.model.HostPattern;
import dev.headgate.model.PathPattern;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A few requests that a candidate matches: one for each method, host and server name that it asks for, up to a limit.
/// Each header stands once.
final class SampleRequests {
    private static final int MOST = 16;

    private SampleRequests() {}

    static List<Query> of(Candidate candidate) {
        Conditions conditions = candidate.owner().conditions();
        Optional<String> path = path(candidate);
        List<Query> queries = new ArrayList<>();
        if (path.isEmpty()) {
            return queries;
        }
        List<String> methods = conditions.methods().isEmpty() ? List.of("GET") : conditions.methods();
        List<HostPattern> anyHost = List.of(new HostPattern(HostPattern.Kind.EXACT, "example.com", 0));
        List<HostPattern> hosts = conditions.hosts().isEmpty() ? anyHost : conditions.hosts();
        List<String> serverNames = new ArrayList<>(
                conditions.serverNames().stream().map(SampleRequests::name).toList());
        // No server name is plain HTTP, where none is asked for.
        serverNames.add("");
        NormalizedPath normalized = new NormalizedPath(path.get(), true);
        for (int variant = 0; variant < variants(conditions); variant++) {
            Headers headers = headers(conditions, variant);
            for (String method : methods) {
                for (HostPattern host : hosts) {
                    for (String serverName : serverNames) {
                        boolean https = !serverName.isEmpty();
                        int port = host.port() > 0 ? host.port() : https ? 443 : 80;
                        Query query = new Query(method, https, name(host), port, serverName, headers, normalized);
                        if (queries.size() < MOST && conditions.hold(query)) {
                            queries.add(query);
                        }
                    }
                }
            }
        }
        return queries;
    }

    /// The request as a person would write it down.
    static String words(Query query) {
        boolean named = query.port() != (query.https() ? 443 : 80);
        StringBuilder words = new StringBuilder(query.method()).append(query.https() ? " https://" : " http://")
                .append(query.host()).append(named ? ":" + query.port() : "")
                .append(NormalizedPath.escape(query.path().text()));
        if (!query.serverName().isEmpty() && !query.serverName().equals(query.host())) {
            words.append(" with server name ").append(query.serverName());
        }
        for (Headers.Field field : query.headers().fields()) {
            words.append(" with ").append(field.name()).append(": ").append(field.value());
        }
        return words.toString();
    }

    private static Optional<String> path(Candidate candidate) {
        if (candidate.path().isEmpty()) {
            return Optional.of("/");
        }
        return switch (candidate.path().get()) {
            case PathPattern.Prefix(var prefix) -> Optional.of(prefix);
            case PathPattern.Regex _ -> candidate.regex().orElseThrow().sample()
                    .filter(path -> path.startsWith("/")
                            && NormalizedPath.of(NormalizedPath.escape(path)).text().equals(path));
        };
    }

    private static String name(HostPattern pattern) {
        return switch (pattern.kind()) {
            case EXACT -> pattern.text();
            case SUFFIX -> "x" + pattern.text();
            case PREFIX -> pattern.text() + "x";
        };
    }

    private static int variants(Conditions conditions) {
        return conditions.headers().stream().mapToInt(header -> values(header).size()).max().orElse(1);
    }

    private static Headers headers(Conditions conditions, int variant) {
        Headers headers = Headers.EMPTY;
        for (HeaderTest test : conditions.headers()) {
            List<String> values = values(test);
            if (!values.isEmpty()) {
                headers = headers.with(test.dashed(), values.get(variant % values.size()));
            }
        }
        return headers;
    }

    private static List<String> values(HeaderTest test) {
        List<String> values = new ArrayList<>(test.texts());
        test.expressions().forEach(expression -> expression.sample().ifPresent(values::add));
        return values;
    }
}
