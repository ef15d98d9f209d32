package dev.headgate.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headgate.config.KongReader;
import dev.headgate.config.Reading;
import dev.headgate.http.Body;
import dev.headgate.http.Headers;
import dev.headgate.http.Request;
import dev.headgate.http.RequestTarget;
import dev.headgate.model.Gateway;
import dev.headgate.plan.Plan.NativeKey;
import dev.headgate.plan.Plan.RoutePlan;
import dev.headgate.routing.Match;
import dev.headgate.routing.RouteTable;
import dev.headgate.routing.UpstreamPath;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.statistics.Statistics;

/// Whatever API Gateway gives to a native key, the router would have given to the same route, and called the same.
class PlannerPropertyTest {
    private static final List<String> SEGMENTS = List.of("a", "b", "ab", "c");
    private static final List<String> METHODS = List.of("GET", "POST");

    /// Every path of up to three segments of a small alphabet, with every method, for each of 1,000 configurations.
    @Property(tries = 1_000, edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.OFF)
    void native_keys_take_what_their_routes_take(@ForAll long seed) {
        String file = configuration(new Random(seed));
        Reading reading = new KongReader(InstantSource.fixed(Instant.EPOCH)).read("kong.yaml", file);
        Gateway gateway = reading.gateway()
                .orElseThrow(() -> new AssertionError(file + reading.diagnostics()));
        RouteTable table = RouteTable.compile(gateway.routes());
        Plan plan = Planner.plan(gateway, table, ApiType.HTTP,
                PlacementSettings.DEFAULT.with(PlacementPolicy.BALANCED), CallerRules.EDGE);
        for (String path : paths()) {
            for (String method : METHODS) {
                Optional<Chosen> chosen = chosen(plan, method, path);
                Statistics.label("native").collect(chosen.isPresent());
                chosen.ifPresent(key -> {
                    Match match = table.match(request(method, path)).orElseThrow(
                            () -> new AssertionError(method + " " + path + " is nobody's in\n" + file));
                    assertThat(match.route().name()).as("%s %s in%n%s", method, path, file)
                            .isEqualTo(key.plan().orElseThrow().route().name());
                    assertThat(key.uri(path)).as("%s %s in%n%s", method, path, file)
                            .isEqualTo("http://backend.example.com" + UpstreamPath.of(match).path());
                });
            }
        }
        Statistics.label("native").coverage(coverage -> coverage.check(true).percentage(share -> share > 3));
    }

    /// @param plan absent for a key that leads to the router
    private record Chosen(Optional<RoutePlan> plan, Optional<NativeKey> key, RouteKey routeKey) {
        /// What API Gateway calls: the key's backend, with the path's parts in the place of variables.
        String uri(String path) {
            Integration.HttpProxy call = (Integration.HttpProxy) key.orElseThrow().integration();
            if (call.mapping().passesPath()) {
                return call.uri() + path;
            }
            String uri = call.uri();
            String[] segments = path.substring(1).split("/", -1);
            for (int i = 0; i < segments.length; i++) {
                uri = uri.replace(PathTemplate.variable(i), segments[i]);
            }
            int given = routeKey.path().segments().size();
            return uri.replace("{proxy}", String.join("/", List.of(segments).subList(Math.min(given, segments.length),
                    segments.length)));
        }

        int order() {
            return plan.map(chosen -> chosen.route().order()).orElse(-1);
        }
    }

    /// As API Gateway documents it, and whatever it does where it documents nothing: of several keys that are each the more
    /// specific in something, any may be chosen, so the one is taken that is tried last.
    private static Optional<Chosen> chosen(Plan plan, String method, String path) {
        List<Chosen> fitting = Stream.concat(
                plan.routes().stream().flatMap(route -> route.keys().stream()
                        .map(key -> new Chosen(Optional.of(route), Optional.of(key), key.key()))),
                plan.guards().stream().map(guard -> new Chosen(Optional.empty(), Optional.empty(), guard)))
                .filter(chosen -> fits(chosen.routeKey(), method, path)).toList();
        return fitting.stream().filter(chosen -> fitting.stream()
                .noneMatch(other -> isPreferred(other.routeKey(), chosen.routeKey())))
                .max(Comparator.comparing(Chosen::order)).filter(chosen -> chosen.key().isPresent());
    }

    /// Whether API Gateway documents that it prefers one key to another for a request that both take: what is not greedy to
    /// what is, the longer of two greedy ones, a given segment to a variable, and with the same path a method to `ANY`.
    /// Written apart from the planner, which has to know the same.
    private static boolean isPreferred(RouteKey one, RouteKey other) {
        String[] first = one.path().toString().split("/");
        String[] second = other.path().toString().split("/");
        boolean firstIsGreedy = one.path().toString().endsWith("{proxy+}");
        boolean secondIsGreedy = other.path().toString().endsWith("{proxy+}");
        boolean isMethodWorse = one.method().equals(RouteKey.ANY) && !other.method().equals(RouteKey.ANY);
        if (isMethodWorse || firstIsGreedy && !secondIsGreedy) {
            return false;
        }
        int compared = secondIsGreedy ? second.length - 1 : second.length;
        int better = firstIsGreedy || !secondIsGreedy ? 0 : 1;
        for (int i = 1; i < compared; i++) {
            boolean isVariable = i >= first.length || first[i].startsWith("{");
            boolean isOtherVariable = second[i].startsWith("{");
            if (isVariable && !isOtherVariable) {
                return false;
            }
            better += !isVariable && isOtherVariable ? 1 : 0;
        }
        if (firstIsGreedy && first.length > second.length) {
            better++;
        }
        return better > 0 || !one.method().equals(other.method());
    }

    private static boolean fits(RouteKey key, String method, String path) {
        List<String> segments = path.equals("/") ? List.of() : List.of(path.substring(1).split("/", -1));
        List<String> template = key.path().segments();
        boolean fitsInLength = key.path().isGreedy()
                ? segments.size() > template.size()
                : segments.size() == template.size();
        if (!key.method().equals(RouteKey.ANY) && !key.method().equals(method) || !fitsInLength) {
            return false;
        }
        for (int i = 0; i < template.size(); i++) {
            if (!template.get(i).isEmpty() && !template.get(i).equals(segments.get(i))) {
                return false;
            }
        }
        return true;
    }

    private static List<String> paths() {
        List<String> paths = new ArrayList<>(List.of("/"));
        for (int from = 0, depth = 0; depth < 3; depth++) {
            int to = paths.size();
            for (String path : paths.subList(from, to).toArray(String[]::new)) {
                SEGMENTS.forEach(segment -> paths.add((path.equals("/") ? "" : path) + "/" + segment));
            }
            from = to;
        }
        return paths;
    }

    private static Request request(String method, String path) {
        return new Request(method, "https", "gateway.example.com", 443, RequestTarget.parse(path),
                Headers.of("Host", "gateway.example.com"), Body.EMPTY, new Request.Client("192.0.2.1", ""),
                "0".repeat(32));
    }

    private static String configuration(Random random) {
        StringBuilder file = new StringBuilder("_format_version: \"3.0\"\nservices:\n"
                + "- name: s\n  url: http://backend.example.com" + (random.nextBoolean() ? "/base" : "")
                + "\n  routes:\n");
        int routes = 1 + random.nextInt(6);
        for (int i = 0; i < routes; i++) {
            file.append("  - {name: r").append(i).append(", strip_path: ").append(random.nextBoolean())
                    .append(", paths: [").append(path(random)).append(random.nextInt(3) == 0
                            ? ", " + path(random)
                            : "")
                    .append(']').append(methods(random)).append(random.nextInt(6) == 0
                            ? ", headers: {x-kind: [one]}"
                            : "")
                    .append(random.nextInt(6) == 0 ? ", regex_priority: 5" : "").append("}\n");
        }
        return file.toString();
    }

    private static String methods(Random random) {
        return switch (random.nextInt(4)) {
            case 0 -> ", methods: [GET]";
            case 1 -> ", methods: [GET, POST]";
            default -> "";
        };
    }

    private static String path(Random random) {
        StringBuilder path = new StringBuilder();
        int segments = 1 + random.nextInt(3);
        boolean isExpression = random.nextInt(4) != 0;
        for (int i = 0; i < segments; i++) {
            path.append('/').append(isExpression && random.nextInt(3) == 0
                    ? random.nextInt(5) == 0 ? "[a-b]+" : "(?<v" + i + ">[^/]+)"
                    : SEGMENTS.get(random.nextInt(SEGMENTS.size())));
        }
        return isExpression
                ? "'~" + path + (random.nextInt(6) == 0 ? "" : "$") + "'"
                : "'" + path + (random.nextInt(4) == 0 ? "/" : "") + "'";
    }
}
