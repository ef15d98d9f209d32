package dev.headgate.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headgate.config.KongReader;
import dev.headgate.config.Reading;
import dev.headgate.model.Gateway;
import dev.headgate.plan.PlacementSettings.OfRoute;
import dev.headgate.routing.RouteTable;
import dev.headgate.diagnostic.Location;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What an API has no room for stays on the router.
class RoomTest {
    private static Plan plan(ApiType api, int routes, String route, Map<String, OfRoute> weights) {
        String all = IntStream.range(0, routes).mapToObj(i -> route.replace("NUMBER", String.valueOf(i)))
                .collect(Collectors.joining(", "));
        Reading reading = new KongReader(InstantSource.fixed(Instant.EPOCH)).read("kong.yaml",
                "_format_version: \"3.0\"\nservices: [{name: s, url: http://b.test, routes: [" + all + "]}]\n");
        Gateway gateway = reading.gateway().orElseThrow(() -> new AssertionError(reading.diagnostics()));
        return Planner.plan(gateway, RouteTable.compile(gateway.routes()), api,
                new PlacementSettings(PlacementPolicy.BALANCED, 0, weights, Map.of()), CallerRules.EDGE);
    }

    private static long natives(Plan plan) {
        return plan.routes().stream().filter(Plan.RoutePlan::isNative).count();
    }

    private static List<Reason> reasons(Plan plan) {
        return plan.routes().stream().flatMap(route -> route.reasons().stream()).toList();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            # each route                                       | HTTP | REST | why the HTTP API has no more             | why the REST API has no more
            {name: rNUMBER, paths: ['~/aNUMBER$']}             | 200  | 94   | room for 400 routes, integrations and authorizers in its stack | room for 380 resources and methods in its stack
            {name: rNUMBER, paths: ['~/aNUMBER/(?<i>[^/]+)$'], strip_path: false} | 299 | 62 | 300 routes                         | room for 380 resources and methods in its stack
            """)
    void keys_fill_an_API(String route, int http, int rest, String ofHttp, String ofRest) {
        Plan onHttp = plan(ApiType.HTTP, 320, route, Map.of());
        Plan onRest = plan(ApiType.REST, 320, route, Map.of());
        assertThat(natives(onHttp)).isEqualTo(http);
        assertThat(natives(onRest)).isEqualTo(rest);
        assertThat(reasons(onHttp)).extracting(Reason::code).containsOnly(ReasonCode.BUDGET);
        assertThat(reasons(onHttp)).allMatch(reason -> reason.message().endsWith(": an HTTP API has " + ofHttp + "."));
        assertThat(reasons(onRest)).allMatch(reason -> reason.message().endsWith(": a REST API has " + ofRest + "."));
    }

    @Test
    void answers_fill_a_template() {
        String changing = "{name: rNUMBER, paths: ['~/aNUMBER$'], plugins: [{name: response-transformer, config: "
                + "{append: {headers: ['X-Long:" + "a".repeat(400) + "']}}}]}";
        assertThat(natives(plan(ApiType.HTTP, 10, changing, Map.of()))).isEqualTo(6);
        String answering = "{name: rNUMBER, paths: ['~/aNUMBER$'], plugins: [{name: request-termination, config: {body: '"
                + "a".repeat(30_000) + "', content_type: text/plain}}]}";
        assertThat(natives(plan(ApiType.REST, 10, answering, Map.of()))).isEqualTo(6);
    }

    @Test
    void a_REST_API_has_fewer_letters() {
        String route = "{name: rNUMBER, paths: ['/a~b']}";
        assertThat(natives(plan(ApiType.HTTP, 1, route, Map.of()))).isEqualTo(1);
        assertThat(reasons(plan(ApiType.REST, 1, route, Map.of()))).extracting(Reason::code)
                .containsOnly(ReasonCode.CHARACTERS);
    }

    @Test
    void routes_with_more_weight_come_first() {
        Map<String, OfRoute> weights = Map.of("r319",
                new OfRoute(10, Optional.empty(), Location.of("headgate.yaml")));
        assertThat(plan(ApiType.HTTP, 320, "{name: rNUMBER, paths: ['~/aNUMBER$']}", weights).routes().getLast()
                .isNative())
                .isTrue();
        assertThat(plan(ApiType.HTTP, 320, "{name: rNUMBER, paths: ['~/aNUMBER$']}", Map.of()).routes().getLast()
                .isNative()).isFalse();
    }
}
