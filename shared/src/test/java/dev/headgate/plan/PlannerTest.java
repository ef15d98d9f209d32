package dev.headgate.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headgate.config.KongReader;
import dev.headgate.config.Reading;
import dev.headgate.model.Gateway;
import dev.headgate.plan.Plan.RoutePlan;
import dev.headgate.routing.RouteTable;
import java.time.Instant;
import java.time.InstantSource;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlannerTest {
    private static Plan plan(String services, PlacementPolicy policy) {
        Reading reading = new KongReader(InstantSource.fixed(Instant.EPOCH)).read("kong.yaml",
                "_format_version: \"3.0\"\n" + services);
        Gateway gateway = reading.gateway().orElseThrow(() -> new AssertionError(reading.diagnostics()));
        return Planner.plan(gateway, RouteTable.compile(gateway.routes()), ApiType.HTTP,
                PlacementSettings.DEFAULT.with(policy), CallerRules.EDGE);
    }

    /// `r: GET /a -> uri; PREFIX`.
    private static String words(RoutePlan route) {
        return route.route().name() + ": " + Stream.concat(
                route.keys().stream().map(key -> key.key() + " -> " + key.integration().target()),
                route.reasons().stream().map(reason -> reason.code().name()).distinct())
                .collect(Collectors.joining("; "));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock = """
                    # a route, the rest of its service                 | strict                                          | balanced
                    paths: ['~/a$']                      | url: http://b.test, retries: 0    | r: ANY /a -> http://b.test/                | r: ANY /a -> http://b.test/
                    paths: ['~/a$'], strip_path: false   | url: http://b.test, retries: 0    | r: ANY /a -> http://b.test/a     | r: ANY /a -> http://b.test/a
                    paths: ['~/a$'], methods: [GET, PUT] | url: http://b.test, retries: 0    | r: GET /a -> http://b.test/; PUT /a -> http://b.test/ | r: GET /a -> http://b.test/; PUT /a -> http://b.test/
                    paths: ['~/a$']                      | url: https://b.test:8443/x, retries: 0 | r: ANY /a -> https://b.test:8443/x   | r: ANY /a -> https://b.test:8443/x
                    paths: ['~/$']                       | url: http://b.test, retries: 0    | r: ANY / -> http://b.test/      | r: ANY / -> http://b.test/
                    paths: ['~/a$']                      | url: http://b.test                | r: DIFFERENCE                             | r: ANY /a -> http://b.test/
                    paths: ['~/a$']                      | url: http://b.test, retries: 0, read_timeout: 500 | r: DIFFERENCE             | r: ANY /a -> http://b.test/
                    paths: ['~/a/(?<id>[^/]+)$'], strip_path: false | url: http://b.test, retries: 0 | r: DIFFERENCE                 | r: ANY /a/{segment2} -> http://b.test (same path)
                    paths: ['~/a/(?<id>[^#?/]+)/b$'], strip_path: false | url: http://b.test, retries: 0 | r: DIFFERENCE             | r: ANY /a/{segment2}/b -> http://b.test (same path)
                    paths: ['~/a/[0-9]+$']               | url: http://b.test, retries: 0    | r: EXPRESSION                             | r: EXPRESSION
                    paths: ['~/a/x[^/]+$']               | url: http://b.test, retries: 0    | r: EXPRESSION                             | r: EXPRESSION
                    paths: ['~/a/[^/]*$']                | url: http://b.test, retries: 0    | r: EXPRESSION                             | r: EXPRESSION
                    paths: ['~/a/[^/]+']                 | url: http://b.test, retries: 0    | r: EXPRESSION                             | r: EXPRESSION
                    `paths: ['~/a|/b$']`                 | url: http://b.test, retries: 0    | r: EXPRESSION                             | r: EXPRESSION
                    paths: [/a]                          | url: http://b.test, retries: 0    | r: ANY /a -> http://b.test/; DIFFERENCE    | r: ANY /a -> http://b.test/; ANY /a/{proxy+} -> http://b.test/{proxy}
                    paths: ['~/a/$']                     | url: http://b.test, retries: 0    | r: CHARACTERS                             | r: CHARACTERS
                    paths: ['~/a b$']                    | url: http://b.test, retries: 0    | r: CHARACTERS                             | r: CHARACTERS
                    methods: [GET]                       | url: http://b.test, retries: 0    | r: PATHS                                  | r: PATHS
                    paths: ['~/a$'], hosts: [h.test]     | url: http://b.test, retries: 0    | r: HOSTS                                  | r: HOSTS
                    paths: ['~/a$'], headers: {x: [y]}   | url: http://b.test, retries: 0    | r: HEADERS                                | r: HEADERS
                    paths: ['~/a$'], snis: [h.test]      | url: http://b.test, retries: 0    | r: SNIS                                   | r: SNIS
                    paths: ['~/a$'], protocols: [http]   | url: http://b.test, retries: 0    | r: PROTOCOLS                              | r: PROTOCOLS
                    paths: ['~/a$'], preserve_host: true | url: http://b.test, retries: 0    | r: BACKEND                                | r: BACKEND
                    paths: ['~/a$']                      | url: http://10.0.0.1, retries: 0  | r: BACKEND                                | r: BACKEND
                    paths: ['~/a$']                      | url: http://backend, retries: 0   | r: BACKEND                                | r: BACKEND
                    paths: ['~/a$']                      | url: https://b.test, retries: 0, tls_verify: false | r: BACKEND               | r: BACKEND
                    paths: ['~/a$'], plugins: [{name: cors}] | url: http://b.test, retries: 0 | r: PLUGIN                                | r: PLUGIN
                    paths: ['~/a$'], plugins: [{name: cors, enabled: false}] | url: http://b.test, retries: 0 | r: ANY /a -> http://b.test/ | r: ANY /a -> http://b.test/
                    """)
    void one_route(String route, String service, String strict, String balanced) {
        String services = "services: [{name: s, " + service + ", routes: [{name: r, " + route + "}]}]";
        assertThat(plan(services, PlacementPolicy.STRICT).routes()).map(PlannerTest::words).containsExactly(strict);
        assertThat(plan(services, PlacementPolicy.BALANCED).routes()).map(PlannerTest::words)
                .containsExactly(balanced);
        assertThat(plan(services, PlacementPolicy.ROUTER).routes()).allMatch(plan -> plan.keys().isEmpty());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock = """
                    # two routes                                                                | both
                    {name: a, paths: ['~/x$']}, {name: b, paths: [/x]}                          | a: ANY /x -> http://b.test/, b: ANY /x/{proxy+} -> http://b.test/{proxy}
                    {name: a, paths: ['~/x/y$']}, {name: b, paths: [/x], methods: [GET]}        | a: ANY /x/y -> http://b.test/, b: GET /x -> http://b.test/; GET /x/{proxy+} -> http://b.test/{proxy}, router: GET /x/y
                    {name: a, paths: ['~/x$'], methods: [POST]}, {name: b, paths: [/x], methods: [GET]} | a: POST /x -> http://b.test/, b: GET /x -> http://b.test/; GET /x/{proxy+} -> http://b.test/{proxy}
                    {name: a, paths: ['~/x$'], methods: [GET, POST]}, {name: b, paths: ['~/x$'], methods: [GET], regex_priority: 1} | a: POST /x -> http://b.test/, b: GET /x -> http://b.test/
                    {name: a, paths: ['~/x$']}, {name: b, paths: ['~/x$'], hosts: [h.test]}     | a: OVERLAP, b: HOSTS
                    {name: a, paths: ['~/x$']}, {name: b, paths: ['~/x$'], headers: {k: [v]}}   | a: OVERLAP, b: HEADERS
                    {name: a, paths: ['~/x$']}, {name: b, paths: ['~/x$'], methods: [PUT], headers: {k: [v]}} | a: ANY /x -> http://b.test/, b: HEADERS, router: PUT /x
                    {name: a, paths: ['~/x/(?<i>[^/]+)$']}, {name: b, paths: ['~/x/y$'], regex_priority: 1} | a: ANY /x/{segment2} -> http://b.test/, b: ANY /x/y -> http://b.test/
                    {name: a, paths: ['~/x/(?<i>[^/]+)$']}, {name: b, paths: ['~/x/y$']}        | a: ANY /x/{segment2} -> http://b.test/, b: OVERLAP
                    {name: a, paths: ['~/x/(?<i>[^/]+)$']}, {name: b, paths: ['~/x/y$'], regex_priority: 1, hosts: [h.test]} | a: ANY /x/{segment2} -> http://b.test/, b: HOSTS, router: ANY /x/y
                    {name: a, paths: ['~/x/(?<i>[^/]+)$']}, {name: b, paths: ['~/x/y[0-9]+$'], regex_priority: 1} | a: OVERLAP, b: EXPRESSION
                    {name: a, paths: ['~/x/(?<i>[^/]+)/z$']}, {name: b, paths: ['~/x/y/[a-z]+$'], regex_priority: 1} | a: ANY /x/{segment2}/z -> http://b.test/, b: EXPRESSION, router: ANY /x/y/z
                    {name: a, paths: ['~/x/(?<i>[^/]+)$']}, {name: b, paths: [/x/y/z], methods: [GET], hosts: [h.test]} | a: ANY /x/{segment2} -> http://b.test/, b: HOSTS
                    {name: a, paths: ['~/x/(?<i>[^/]+)$']}, {name: b, paths: [/other], plugins: [{name: prometheus}]} | a: SHARED_BACKEND, b: PLUGIN
                    {name: a, paths: [/]}, {name: b, paths: ['~/y/(?<i>[^/]+)$']}               | a: ANY / -> http://b.test/; ANY /{proxy+} -> http://b.test (same path), b: ANY /y/{segment2} -> http://b.test/
                    {name: a, paths: [/]}, {name: b, paths: ['~/y/[0-9]+$']}                    | a: ANY / -> http://b.test/; ANY /{proxy+} -> http://b.test (same path), b: EXPRESSION, router: ANY /y/{segment2}
                    {name: a, paths: [/]}, {name: b, paths: ['~/y/[0-9]+']}                     | a: ANY / -> http://b.test/; ANY /{proxy+} -> http://b.test (same path), b: EXPRESSION, router: ANY /y/{proxy+}
                    {name: a, paths: [/]}, {name: b, paths: [/y]}                               | a: ANY / -> http://b.test/; OVERLAP, b: ANY /y -> http://b.test/; ANY /y/{proxy+} -> http://b.test/{proxy}
                    {name: a, paths: [/x/]}, {name: b, paths: [/x/y/]}                          | a: OVERLAP, b: ANY /x/y/{proxy+} -> http://b.test/{proxy}
                    """)
    void two_routes(String routes, String expected) {
        String services = "services: [{name: s, url: http://b.test, routes: [" + routes + "]}]";
        Plan plan = plan(services, PlacementPolicy.BALANCED);
        String guards = plan.guards().stream().map(RouteKey::toString).collect(Collectors.joining(", "));
        assertThat(plan.routes().stream().map(PlannerTest::words).collect(Collectors.joining(", "))
                + (guards.isEmpty() ? "" : ", router: " + guards)).isEqualTo(expected);
    }

    /// A path of dots may lead to what another route of the same host asks for more.
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            # the other route's service                         | its plugins         | the first
            url: http://b.test                                  | {name: prometheus}  | r: SHARED_BACKEND
            url: https://B.test:8443/other                      | {name: prometheus}  | r: SHARED_BACKEND
            host: pool                                          | {name: prometheus}  | r: SHARED_BACKEND
            url: http://c.test                                  | {name: prometheus}  | r: ANY /x/{segment2} -> http://b.test/
            url: http://b.test                                  |                     | r: ANY /x/{segment2} -> http://b.test/
            """)
    void hosts_that_are_guarded_elsewhere(String service, String plugins, String expected) {
        String services = """
                services:
                - {name: s, url: http://b.test, routes: [{name: r, paths: ['~/x/(?<i>[^/]+)$']}]}
                - {name: t, SERVICE, routes: [{name: q, paths: [/other], plugins: [PLUGINS]}]}
                upstreams: [{name: pool, targets: [{target: 'b.test:80'}]}]
                """.replace("SERVICE", service).replace("PLUGINS", plugins == null ? "" : plugins);
        assertThat(words(plan(services, PlacementPolicy.BALANCED).routes().getFirst())).isEqualTo(expected);
    }
}
