package dev.headgate.routing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headgate.model.Route;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// That finding a route costs the same in a table of 100,000 as in one of 100: counted, not timed. `#` in a row stands
/// for a route's number, `%` for its number modulo 100; the request is for the number in the middle, or for none.
class RouteTableCostTest {
    private static final int STEPS_MAX = 40;
    private static final int CHECKS_MAX = 20;
    private static final int REGEX_RUNS_MAX = 6;

    @ParameterizedTest(name = "{0}, 100 to {1}")
    @CsvSource(delimiter = ';', textBlock = """
            plain paths                        ; 100000 ; paths=/v1/resource#/                              ; GET http://x/v1/resource#/1
            plain paths, another method        ;  10000 ; paths=/v1/resource#/ methods=POST                 ; GET http://x/v1/resource#/1
            plain paths, one for each method   ;  10000 ; paths=/v1/resource#/ methods=GET                  ; GET http://x/v1/resource#/1
            hosts                              ;  10000 ; hosts=t#.example.com                              ; GET http://t#.example.com/
            hosts with a path                  ; 100000 ; hosts=t#.example.com paths=/                      ; GET http://t#.example.com/a
            hosts with a wildcard              ; 100000 ; hosts=*.t#.example.com paths=/                    ; GET http://a.b.t#.example.com/a
            hosts with a wildcard at the end   ;  10000 ; hosts=t#.* paths=/                                ; GET http://t#.org/a
            hosts with ports                   ;  10000 ; hosts=a.com:# paths=/                             ; GET http://a.com:#/a
            paths of many hosts                ;  10000 ; hosts=t%.example.com paths=/resource#             ; GET http://t%.example.com/resource#
            hosts of many paths                ;  10000 ; hosts=t#.example.com paths=/resource%             ; GET http://t#.example.com/resource%
            server names                       ; 100000 ; snis=t#.example.com paths=/                       ; GET https://x/ sni=t#.example.com
            server names over http             ;  10000 ; snis=t#.example.com paths=/ methods=POST          ; GET http://x/
            header values                      ;  10000 ; paths=/ header:x-tenant=t#                        ; GET http://x/ X-Tenant=t#
            header values beside a common one  ; 100000 ; paths=/ header:x-env=prod header:x-tenant=t#      ; GET http://x/ X-Tenant=t# X-Env=prod
            header names                       ;  10000 ; paths=/ header:x-flag-#=on                        ; GET http://x/ X-Flag-#=on
            header names with expressions      ;  10000 ; paths=/ header:x-flag-#=~*o.                      ; GET http://x/ X-Flag-#=on
            header values of another path      ;  10000 ; paths=/a header:x-tenant=t#                       ; GET http://x/b X-Tenant=t#
            equal routes                       ;  10000 ; paths=/a                                          ; GET http://x/a
            equal routes, another method       ; 100000 ; paths=/a methods=POST                             ; GET http://x/a
            regexes apart at once              ;  10000 ; paths=~/resource#/(?<id>[^/]+)$                   ; GET http://x/resource#/1
            regexes apart after a parameter    ;  10000 ; paths=~/users/(?<id>[^/]+)/orders#$               ; GET http://x/users/7/orders#
            openapi2kong's regexes             ; 100000 ; paths=~/t/(?<t>[^#?/]+)/r#/(?<id>[^#?/]+)$        ; GET http://x/t/a/r#/7
            the same, and a longer path        ;  10000 ; paths=~/t/(?<t>[^#?/]+)/r#/(?<id>[^#?/]+)$        ; GET http://x/t/a/r#/7/8
            the same, for one method each      ; 100000 ; paths=~/t/(?<t>[^/]+)/r#/(?<i>[^/]+)$ methods=PUT ; PUT http://x/t/a/r#/7
            regexes of digits                  ;  10000 ; paths=~/t/\\d+/r#/\\d+$                           ; GET http://x/t/1/r#/7
            regexes within segments            ;  10000 ; paths=~/t/v(\\d+)-[a-z]*/r#                       ; GET http://x/t/v1-a/r#/7
            regexes with a choice              ; 100000 ; paths=~/t/(a|b)/r#/(?<id>[^/]+)$                  ; GET http://x/t/a/r#/7
            regexes with a slash or not        ;  10000 ; paths=~/t/[^/]+/r#/?$                             ; GET http://x/t/a/r#/
            regexes of hosts                   ; 100000 ; hosts=t#.a.com paths=~/t/(?<id>[^/]+)$            ; GET http://t#.a.com/t/7
            regexes and plain paths            ;  10000 ; paths=/r#/a,~/r#/b,/r# regex_priority=1           ; GET http://x/r#/a
            """)
    void a_large_table_costs_no_more_than_a_small_one(String what, int largest, String route, String request) {
        for (int size : new int[]{100, 10_000, 100_000}) {
            if (size > largest) {
                return;
            }
            RouteTable table = RouteTable.compile(routes(size, route));
            for (int number : new int[]{0, size / 2, size - 1, size + 1}) {
                Search search = table.search(Search.forFirst(Query.of(RouteKit.request(fill(request, number)))));

                assertThat(search.steps()).as("steps among %d", size).isLessThanOrEqualTo(STEPS_MAX);
                assertThat(search.checks()).as("checks among %d", size).isLessThanOrEqualTo(CHECKS_MAX);
                assertThat(search.regexRuns()).as("regexes among %d", size).isLessThanOrEqualTo(REGEX_RUNS_MAX);
            }
        }
    }

    @Test
    void a_mixed_table_of_100_000_costs_no_more() {
        String[] shapes = {"paths=/v1/r#/", "paths=/v1/r#/ methods=POST", "hosts=t#.a.com paths=/", "hosts=*.t#.a.com",
                "snis=t#.a.com paths=/v1", "paths=/v1 header:x-t=t#", "header:x-f-#=~*o. methods=GET",
                "paths=~/t/(?<t>[^#?/]+)/r#/(?<id>[^#?/]+)$", "hosts=t#.a.com paths=~/t/(?<id>\\d+)/?$",
                "paths=/v1 methods=PUT hosts=x,y,z,t#.org,*.t#.org"};
        List<Route> routes = new ArrayList<>();
        for (int i = 0; i < 100_000; i++) {
            routes.add(RouteKit.parse("r" + i, i, fill(shapes[i % shapes.length], i / shapes.length)));
        }
        RouteTable table = RouteTable.compile(routes);

        for (String request : List.of("GET http://x/v1/r#/", "PUT https://t#.a.com/t/7 x-t=t#", "PATCH http://q/",
                "GET https://a.t#.a.com/v1 x-f-#=on x-t=t#", "GET http://t#.a.com/t/a/r#/9",
                "PUT http://b.t#.org/v1")) {
            Search search = table.search(Search.forFirst(Query.of(RouteKit.request(fill(request, 5_000)))));

            assertThat(search.steps()).as(request).isLessThanOrEqualTo(STEPS_MAX);
            assertThat(search.checks()).as(request).isLessThanOrEqualTo(CHECKS_MAX);
            assertThat(search.regexRuns()).as(request).isLessThanOrEqualTo(REGEX_RUNS_MAX);
        }
    }

    private static List<Route> routes(int size, String words) {
        List<Route> routes = new ArrayList<>(size);
        for (int i = 0; i < size; i++) {
            routes.add(RouteKit.parse("r" + i, i, fill(words, i)));
        }
        return routes;
    }

    private static String fill(String words, int number) {
        return words.replace("#?", "\0").replace("#", Integer.toString(number))
                .replace("%", Integer.toString(number % 100)).replace("\0", "#?");
    }
}
