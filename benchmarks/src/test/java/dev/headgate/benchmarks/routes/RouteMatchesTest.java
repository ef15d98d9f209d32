package dev.headgate.benchmarks.routes;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// What is measured is what it is said to be.
class RouteMatchesTest {
    @ParameterizedTest
    @EnumSource(Shape.class)
    void both_find_the_same_route_for_every_request(Shape shape) {
        RouteMatches table = new RouteMatches();
        table.shape = shape;
        table.routes = 1_000;
        table.busy = 256;
        table.fill();
        MapLookups map = new MapLookups();
        map.routes = table.routes;
        map.busy = table.busy;
        map.fill();
        for (int i = 0; i < table.busy; i++) {
            assertThat(table.theTable().orElseThrow().route().name()).isEqualTo(map.aMap());
        }
    }
}
