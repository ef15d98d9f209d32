package dev.headgate.routing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headgate.model.Route;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TiesTest {
    @ParameterizedTest(name = "{0} → {1}")
    @CsvSource(delimiter = '|', textBlock = """
            # routes                                                      | ties
            paths=/a; paths=/a                                            | a before b for GET http://example.com/a
            paths=/a; paths=/b                                            | ''
            paths=/a; paths=/aa                                           | ''
            paths=/a,/b; paths=/b,/c                                      | a before b for GET http://example.com/b
            paths=/a/b,/b; paths=/c/d,/b                                  | a before b for GET http://example.com/b
            paths=/a methods=GET,PUT; paths=/a methods=PUT,POST           | a before b for PUT http://example.com/a
            paths=/a methods=GET; paths=/a methods=PUT                    | ''
            paths=/a methods=GET; paths=/a hosts=x                        | ''
            paths=/a methods=GET; paths=/a header:x-b=1                   | ''
            paths=/a methods=GET; paths=/a hosts=*.x.com                  | a before b for GET http://x.x.com/a
            hosts=x; hosts=x                                              | a before b for GET http://x/
            hosts=x,y; hosts=y,z                                          | a before b for GET http://y/
            hosts=x; hosts=y                                              | ''
            hosts=*.com; hosts=*.x.com                                    | a before b for GET http://x.x.com/
            hosts=*.com; hosts=*.org                                      | ''
            hosts=x:81; hosts=x                                           | a before b for GET http://x:81/
            hosts=x:81; hosts=x:82                                        | ''
            header:a=1,2; header:a=2,3                                    | a before b for GET http://example.com/ with a: 2
            header:a=1; header:a=2                                        | ''
            header:a=1; header:b=1                                        | ''
            header:a=1; header:a=~*[0-9]                                  | a before b for GET http://example.com/ with a: 1
            paths=~/u/(?<id>[^/]+)$; paths=~/u/me$                        | a before b for GET http://example.com/u/me
            paths=~/u/\\d+; paths=~/u/[a-z]+                              | ''
            paths=~/u/\\d{2}$;   paths=~/u/[0-9]+$                        | a before b for GET http://example.com/u/00
            paths=~/a$b$; paths=~/ab$                                     | ''
            paths=~/u regex_priority=1; paths=~/u                         | ''
            paths=~/a,~/b; paths=~/c,~/b                                  | a before b for GET http://example.com/b
            snis=x; snis=x                                                | a before b for GET https://example.com/ with server name x
            snis=x; snis=y                                                | a before b for GET http://example.com/
            snis=x protocols=https; snis=y protocols=https                | ''
            paths=/a; paths=/a service=disabled                           | ''
            paths=/a; paths=/a; paths=/a                                  | a before b for GET http://example.com/a, a before c for GET http://example.com/a
            paths=/a,~/a                                                  | ''
            """)
    void tells_ties_with_a_request_to_prove_them(String routes, String ties) {
        assertThat(RouteTable.compile(RouteTableTest.routes(routes)).ties().stream()
                .map(tie -> tie.winner().name() + " before " + tie.loser().name() + " for " + tie.example())
                .collect(Collectors.joining(", "))).isEqualTo(ties);
    }

    @Property(tries = 2_000, edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.OFF)
    void both_routes_of_a_tie_match_one_request(@ForAll long seed) {
        List<Route> routes = new RandomTables(seed).routes(8);
        RouteTable table = RouteTable.compile(routes);
        List<Query> samples = table.candidates().stream().map(SampleRequests::of).flatMap(List::stream).toList();

        assertThat(table.ties()).as("%s", routes).allSatisfy(tie -> {
            assertThat(tie.winner().order()).isLessThan(tie.loser().order());
            assertThat(samples).filteredOn(query -> SampleRequests.words(query).equals(tie.example()))
                    .anyMatch(query -> matches(tie.winner(), query) && matches(tie.loser(), query));
        });
    }

    private static boolean matches(Route route, Query query) {
        return RouteTable.compile(List.of(route)).search(Search.forFirst(query)).best().isPresent();
    }

    /// Of 100,000 routes in pairs of equals every pair is found; it would take hours if each were held against each.
    @Test
    void a_large_table_is_looked_through_once() {
        List<Route> routes = new ArrayList<>();
        for (int i = 0; i < 100_000; i++) {
            routes.add(RouteKit.parse("r" + i, i, i % 4 < 2 ? "paths=/r" + i / 4 : "paths=~/t/[^/]+/r" + i / 4 + "$"));
        }
        Set<String> losers = new HashSet<>();
        RouteTable.compile(routes).ties().forEach(tie -> losers.add(tie.loser().name()));

        assertThat(losers).hasSize(50_000);
    }

    @Test
    void a_hundred_thousand_equals_are_no_trouble() {
        List<Route> routes = new ArrayList<>();
        for (int i = 0; i < 100_000; i++) {
            routes.add(RouteKit.parse("r" + i, i, "paths=/r header:x-a=~*^v" + i + "$"));
        }

        assertThat(RouteTable.compile(routes).ties()).isEmpty();
    }
}
