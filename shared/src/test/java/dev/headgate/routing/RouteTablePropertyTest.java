package dev.headgate.routing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headgate.http.Request;
import dev.headgate.model.Route;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.statistics.Statistics;

class RouteTablePropertyTest {
    /// Four requests for each of 25,000 tables: 100,000 trials.
    @Property(tries = 25_000, edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.OFF)
    void the_index_agrees_with_trying_every_route(@ForAll long seed) {
        RandomTables random = new RandomTables(seed);
        List<Route> routes = random.routes(12);
        RouteTable table = RouteTable.compile(routes);
        NaiveRouteTable naive = new NaiveRouteTable(routes);

        for (int i = 0; i < 4; i++) {
            Request request = random.request(routes);
            Optional<Match> expected = naive.match(request);
            assertThat(table.match(request)).as("%s for %s", request, routes).isEqualTo(expected);
            Statistics.label("matched").collect(expected.isPresent());
            Statistics.label("captured").collect(expected.isPresent()
                    && !expected.get().captures().numbered().isEmpty());
        }
        Statistics.label("matched").coverage(coverage -> coverage.check(true).percentage(share -> share > 50));
        Statistics.label("captured").coverage(coverage -> coverage.check(true).percentage(share -> share > 3));
    }

    /// Tables in which branching pays, many requests for each.
    @Property(tries = 200, edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.OFF)
    void the_index_of_a_large_table_agrees_too(@ForAll long seed) {
        RandomTables random = new RandomTables(seed);
        List<Route> routes = random.routes(600);
        RouteTable table = RouteTable.compile(routes);
        NaiveRouteTable naive = new NaiveRouteTable(routes);

        for (int i = 0; i < 50; i++) {
            Request request = random.request(routes);
            assertThat(table.match(request)).as("%s", request).isEqualTo(naive.match(request));
        }
    }
}
