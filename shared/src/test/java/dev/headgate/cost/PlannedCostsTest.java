package dev.headgate.cost;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headgate.config.KongReader;
import dev.headgate.config.Reading;
import dev.headgate.model.Gateway;
import dev.headgate.plan.ApiType;
import dev.headgate.plan.CallerRules;
import dev.headgate.plan.PlacementPolicy;
import dev.headgate.plan.PlacementSettings;
import dev.headgate.plan.Plan;
import dev.headgate.plan.Planner;
import dev.headgate.routing.RouteTable;
import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlannedCostsTest {
    private static CostedGateway costed(String routes, boolean isEdge, ApiType api) {
        Reading reading = new KongReader(InstantSource.fixed(Instant.EPOCH)).read("kong.yaml",
                "_format_version: \"3.0\"\nservices: [{name: s, url: https://s.example.com, routes: [" + routes
                        + "]}]");
        Gateway gateway = reading.gateway().orElseThrow(() -> new AssertionError(reading.diagnostics()));
        Plan plan = Planner.plan(gateway, RouteTable.compile(gateway.routes()), api,
                PlacementSettings.DEFAULT.with(PlacementPolicy.BALANCED),
                isEdge ? CallerRules.EDGE : CallerRules.STRICT);
        return PlannedCosts.of(plan, gateway, isEdge);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            paths: ['~/a$']                                              | [OPEN]                   | true
            paths: ['~/a$'], methods: [GET, PUT]                         | [OPEN, OPEN]             | true
            paths: [/a]                                                  | [OPEN, OPEN]             | true
            paths: ['~/a$', '~/b/[0-9]+$']                               | [OPEN]                   | false
            paths: ['~/a/[0-9]+$']                                       | []                       | false
            paths: ['~/a$'], plugins: [{name: rate-limiting, config: {minute: 5}}] | []             | false
            """)
    void native_keys_are_counted_as_they_are_placed(String route, String keys, boolean isWhole) {
        CostedRoute costed = costed("{name: r, " + route + "}", true, ApiType.HTTP).routes().getFirst();
        assertThat(costed.keys()).hasToString(keys);
        assertThat(costed.isWhole()).isEqualTo(isWhole);
    }

    @ParameterizedTest
    @CsvSource({"HTTP, HTTP", "REST, REST"})
    void an_api_is_costed_as_its_kind(ApiType api, CostedApi costed) {
        assertThat(costed("{name: r, paths: ['~/a$']}", true, api).api()).isEqualTo(costed);
    }

    @ParameterizedTest
    @CsvSource({"true", "false"})
    void the_edge_is_where_the_authorizer_is(boolean isEdge) {
        assertThat(costed("{name: r, paths: ['~/a$']}", isEdge, ApiType.HTTP).hasAuthorizer()).isEqualTo(isEdge);
    }
}
