package dev.headgate.routing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExplanationTest {
    private static Explanation explain(String routes, String request) {
        return RouteTable.compile(RouteTableTest.routes(routes)).explain(RouteKit.request(request));
    }

    @ParameterizedTest(name = "{0} for {1}: {2}")
    @CsvSource(delimiter = '|', textBlock = """
            paths=/a methods=POST                  | GET http://x/a/b      | method: GET is not among POST
            paths=/a methods=POST,PUT hosts=y,*.z  | GET http://x/a        | host: x is not among y, *.z
            paths=/a hosts=x:81                    | GET http://x/a        | host: x:80 is not among x:81
            paths=/users/me,/users/you             | GET http://x/users/7  | path: /users/7 does not begin with /users/me or /users/you
            paths=~/users/\\d+$                    | GET http://x/users/a  | path: /users/a does not match ~/users/\\d+$
            paths=/Users                           | GET http://x/users    | path: /users does not begin with /Users
            paths=/users/ø                         | GET http://x/users/%C3%B6  | path: /users/%C3%B6 does not begin with /users/ø
            paths=/a                               | GET http://x/a/%FF    | path: /a/%FF is not UTF-8
            paths=/a header:x-v=1,~*^2             | GET http://x/a        | header x-v: is missing; it takes 1, ~*^2
            paths=/a header:x-v=1                  | GET http://x/a x-v=2  | header x-v: its value is not among 1
            paths=/a snis=a.com                    | GET https://x/a       | server name: x is not among a.com
            paths=/a snis=a.com                    | GET https://x/a sni=  | server name: none is not among a.com
            # one criterion failed, another held
            methods=GET header:x-v=1               | GET http://x/         | header x-v: is missing; it takes 1
            hosts=x methods=PUT                    | GET http://x/         | method: GET is not among PUT
            hosts=x methods=PUT header:x-v=1       | GET http://x/         | method: GET is not among PUT
            hosts=x paths=/ methods=PUT            | GET http://x/q        | method: GET is not among PUT
            # nothing in common
            paths=/b                               | GET http://x/a        | none
            hosts=y                                | GET http://x/a        | none
            hosts=y paths=/                        | GET http://x/a        | none
            hosts=x paths=/b                       | GET http://x/a        | none
            methods=PUT                            | GET http://x/a        | none
            paths=~/.* hosts=y                     | GET http://x/a        | none
            """)
    void the_first_thing_that_a_close_route_failed(String route, String request, String failure) {
        Explanation explanation = explain(route, request);

        assertThat(explanation.match()).isEmpty();
        assertThat(explanation.close()).extracting(Explanation.NearMiss::firstFailure)
                .isEqualTo(failure.equals("none") ? List.of() : List.of(failure));
    }

    @Test
    void all_failures_of_a_close_route_are_told() {
        assertThat(explain("paths=/a hosts=y methods=PUT header:b=1", "GET http://x/a").close()).singleElement()
                .satisfies(miss -> assertThat(miss.failures()).containsExactly("host: x is not among y",
                        "method: GET is not among PUT", "header b: is missing; it takes 1"));
    }

    @ParameterizedTest(name = "{0} for {1}: {2}, {3}")
    @CsvSource(delimiter = '|', textBlock = """
            paths=/a methods=GET; paths=/a/b           | GET http://x/a/b      | CRITERIA       | fewer criteria: 1, not 2
            hosts=a.x; hosts=*.x                       | GET http://a.x/       | PLAIN_HOSTS    | a host with a wildcard, and the other has plain ones
            hosts=x; paths=/                           | GET http://x/         | PLAIN_HOSTS    | no hosts, and the other has plain ones
            header:a=1 header:b=1; paths=/             | GET http://x/ a=1 b=1 | HEADERS        | fewer headers: 0, not 2
            paths=~/a; paths=/a/b                      | GET http://x/a/b      | REGEX          | a plain path, and the other's is a regular expression
            paths=~/a regex_priority=5; paths=~/a/b    | GET http://x/a/b      | REGEX_PRIORITY | a lower regex_priority: 0, not 5
            paths=/a/b; paths=/a                       | GET http://x/a/b      | PATH_LENGTH    | a shorter path: 2 bytes, not 4
            paths=/a; paths=/a                         | GET http://x/a        | FILE_ORDER     | later in the file, and otherwise equal
            """)
    void why_a_route_that_matches_too_comes_later(String routes, String request, Rank.Level level, String reason) {
        Explanation explanation = explain(routes, request);

        assertThat(explanation.match().orElseThrow().route().name()).isEqualTo("a");
        assertThat(explanation.outranked()).singleElement().satisfies(other -> {
            assertThat(other.route().name()).isEqualTo("b");
            assertThat(other.level()).isEqualTo(level);
            assertThat(other.reason()).isEqualTo(reason);
        });
    }

    @Test
    void a_route_with_several_rows_is_told_of_once() {
        Explanation explanation = explain("paths=/a,/a/b,~/a; paths=/a,/a/b; paths=/a/c,/a/cc",
                "GET http://x/a/../a/b");

        assertThat(explanation.normalizedPath()).isEqualTo("/a/b");
        assertThat(explanation.match().orElseThrow().route().name()).isEqualTo("a");
        assertThat(explanation.outranked()).extracting(other -> other.route().name()).containsExactly("b");
        assertThat(explanation.close()).extracting(miss -> miss.route().name()).containsExactly("c");
    }

    @Test
    void the_table_is_listed_in_the_order_in_which_it_is_tried() {
        assertThat(RouteTable.compile(RouteTableTest.routes("""
                paths=/a;
                paths=/a/b,/a/c,/a,~/x$ methods=GET,POST;
                hosts=*.x.com,y:81 header:x-v=1,~*^2 snis=*.z;
                paths=/gone service=disabled""")).ranked()).extracting(row -> row.route().name() + " " + row.criteria())
                .containsExactly("c [hosts *.x.com, y:81, header x-v 1, ~*^2, snis *.z]",
                        "b [paths ~/x$, methods GET, POST]", "b [paths /a/b, /a/c, methods GET, POST]",
                        "b [paths /a, methods GET, POST]", "a [paths /a]");
    }
}
