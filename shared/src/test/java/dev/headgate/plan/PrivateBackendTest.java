package dev.headgate.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headgate.config.KongReader;
import dev.headgate.config.Reading;
import dev.headgate.diagnostic.Location;
import dev.headgate.model.Gateway;
import dev.headgate.plan.Plan.RoutePlan;
import dev.headgate.plan.PlacementSettings.PrivateBackend;
import dev.headgate.routing.RouteTable;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What API Gateway is told of backends that it calls by a VPC link. Those are `in.test`, `one.test` and `two.test`, which
/// stand behind one listener, `pool` and `10.0.0.1`.
class PrivateBackendTest {
    private static final Map<String, PrivateBackend> BACKENDS = Map.of("in.test", behind("in"), "one.test",
            behind("shared"), "two.test", behind("shared"), "pool", behind("pool"), "10.0.0.1", behind("address"));

    private static PrivateBackend behind(String listener) {
        return new PrivateBackend(Map.of("us-east-1", listener), Location.of("headgate.yaml"));
    }

    private static Plan plan(ApiType api, Reach reach, PlacementPolicy policy, String services) {
        Reading reading = new KongReader(InstantSource.fixed(Instant.EPOCH)).read("kong.yaml",
                "_format_version: \"3.0\"\nservices: [" + services
                        + "]\nupstreams: [{name: pool, targets: [{target: 'b.test:80'}]}]\n");
        Gateway gateway = reading.gateway().orElseThrow(() -> new AssertionError(reading.diagnostics()));
        return Planner.plan(gateway, RouteTable.compile(gateway.routes()), api,
                PlacementSettings.DEFAULT.with(policy).with(BACKENDS), CallerRules.EDGE, reach);
    }

    private static Plan plan(String services) {
        return plan(ApiType.HTTP, Reach.EVERYWHERE, PlacementPolicy.BALANCED, services);
    }

    private static String service(String url, String route) {
        return "{name: s, url: '" + url + "', routes: [{name: r, " + route + "}]}";
    }

    /// `/path Host server name`, or why not.
    private static String words(RoutePlan route) {
        return Stream.concat(route.keys().stream().map(key -> switch (key.integration()) {
            case Integration.VpcLink(_, String host, String serverName, ParameterMapping mapping) ->
                    mapping.request().get("overwrite:path") + " " + mapping.request().get("overwrite:header.host") + " "
                            + host + (serverName.isEmpty() ? "" : " TLS " + serverName);
            case Integration.HttpProxy _,Integration.LambdaProxy _,Integration.Constant _ -> key.integration().target();
        }), route.reasons().stream().map(reason -> reason.field() + ": " + reason.message()).distinct())
                .collect(Collectors.joining("; "));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock = """
                    # service              | route                                              | the path and the Host that the backend gets, by which host it is found
                    http://in.test         | paths: ['~/a$']                                    | / in.test in.test
                    http://in.test:8080    | paths: ['~/a$']                                    | / in.test:8080 in.test
                    http://In.Test/x       | paths: ['~/a$']                                    | /x In.Test in.test
                    https://in.test        | paths: ['~/a$']                                    | / in.test in.test TLS in.test
                    https://in.test:8443   | paths: ['~/a$']                                    | / in.test:8443 in.test TLS in.test
                    http://10.0.0.1        | paths: ['~/a$']                                    | / 10.0.0.1 10.0.0.1
                    http://in.test         | paths: ['~/a$'], strip_path: false                 | /a in.test in.test
                    http://in.test/x       | paths: ['~/a$'], strip_path: false                 | /x/a in.test in.test
                    http://in.test/x/      | paths: ['~/a$'], strip_path: false                 | /x/a in.test in.test
                    http://in.test         | paths: ['~/a/(?<id>[^/]+)$'], strip_path: false    | $request.path in.test in.test
                    http://in.test/x       | paths: ['~/a/(?<id>[^/]+)$'], strip_path: false    | /x/a/${request.path.segment2} in.test in.test
                    http://in.test/x       | paths: ['~/(?<a>[^/]+)/b/(?<c>[^/]+)$'], strip_path: false | /x/${request.path.segment1}/b/${request.path.segment3} in.test in.test
                    http://in.test         | paths: [/a]                                        | / in.test in.test; /${request.path.proxy} in.test in.test
                    http://in.test/x       | paths: [/a]                                        | /x in.test in.test; /x/${request.path.proxy} in.test in.test
                    http://in.test         | paths: [/a], strip_path: false                     | /a in.test in.test; $request.path in.test in.test
                    http://in.test         | paths: [/], strip_path: false                      | / in.test in.test; $request.path in.test in.test
                    http://in.test/x       | paths: ['~/a$'], plugins: [{name: request-transformer, config: {replace: {uri: /fixed}}}] | /fixed in.test in.test
                    http://in.test/x%20y   | paths: ['~/a$']                                    | path: parameter mapping might change /x%20y.
                    http://in.test/$a      | paths: ['~/a$']                                    | path: parameter mapping might change /$a.
                    http://in.test         | paths: ['~/a$'], preserve_host: true               | preserve_host: the backend is to get the client's Host.
                    https://10.0.0.1       | paths: ['~/a$']                                    | host: API Gateway verifies certificates for names, and 10.0.0.1 is an address.
                    http://pool            | paths: ['~/a$']                                    | host: pool is an upstream, whose targets are balanced.
                    http://other           | paths: ['~/a$']                                    | host: other is no public name.
                    http://public.test     | paths: ['~/a$']                                    | http://public.test/
                    """)
    void a_private_backend_is_asked_for_what_the_router_asks(String url, String route, String expected) {
        assertThat(plan(service(url, route)).routes()).map(PrivateBackendTest::words).containsExactly(expected);
    }

    @Test
    void the_backend_is_not_told_the_client_Host_or_the_stage_and_people_are_told_of_the_link() {
        Plan plan = plan(service("https://in.test:8443/x", "paths: [/a]"));
        assertThat(plan.routes().getFirst().keys()).map(key -> key.integration().target()).containsExactly(
                "https://in.test:8443/x by VPC link", "https://in.test:8443/x/{proxy} by VPC link");
        assertThat(plan.routes().getFirst().keys()).allSatisfy(key -> assertThat(key.differences())
                .contains(Difference.VPC_LINK));
        assertThat(plan(service("http://in.test", "paths: [/a], strip_path: false")).routes().getFirst().keys())
                .map(key -> key.integration().target())
                .containsExactly("http://in.test/a by VPC link", "http://in.test (same path) by VPC link");
    }

    @Test
    void by_the_strict_policy_too() {
        assertThat(plan(ApiType.HTTP, Reach.EVERYWHERE, PlacementPolicy.STRICT,
                "{name: s, url: http://in.test, retries: 0, routes: [{name: r, paths: ['~/a$']}]}").routes())
                .map(PrivateBackendTest::words).containsExactly("/ in.test in.test");
    }

    @Test
    void a_REST_API_leaves_it_to_the_router() {
        List<Reason> reasons = plan(ApiType.REST, Reach.EVERYWHERE, PlacementPolicy.BALANCED,
                service("http://in.test", "paths: ['~/a$']")).routes().getFirst().reasons();
        assertThat(reasons).map(reason -> reason.code() + " " + reason.message() + " " + reason.rewording())
                .containsExactly(
                        "BACKEND in.test is a private backend, which on a REST API stays on the router. An HTTP "
                                + "API calls it by a VPC link.");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            # the route                                            | where only private backends may be called
            url: 'http://in.test', routes: [{name: r, paths: ['~/a$']}]     | / in.test in.test
            url: 'http://public.test', routes: [{name: r, paths: ['~/a$']}] | host: API Gateway would call it from outside of the network.
            url: 'http://in.test', routes: [{name: r, paths: ['~/a$'], plugins: [{name: aws-lambda, config: {function_name: work, awsgateway_compatible: true, is_proxy_integration: true}}]}] | : API Gateway would call it from outside of the network.
            """)
    void what_is_left_of_a_plan_where_the_router_stands_in_a_network(String service, String expected) {
        assertThat(plan(ApiType.HTTP, Reach.PRIVATE_ONLY, PlacementPolicy.BALANCED, "{name: s, " + service + "}")
                .routes()).map(PrivateBackendTest::words).containsExactly(expected);
    }

    /// Dot segments may lead to what another route behind the same listener asks for more.
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            http://two.test | SHARED_BACKEND
            http://in.test  | NATIVE
            """)
    void backends_behind_one_listener_are_one(String other, String expected) {
        RoutePlan route = plan("{name: s, url: http://one.test, routes: [{name: r, paths: ['~/(?<i>[^/]+)$'], "
                + "strip_path: false, methods: [GET]}]}, {name: t, url: '" + other
                + "', routes: [{name: q, paths: [/other/more], plugins: [{name: prometheus}]}]}").routes().getFirst();
        assertThat(route.keys().isEmpty() ? route.reasons().getFirst().code().name() : "NATIVE").isEqualTo(expected);
    }
}
