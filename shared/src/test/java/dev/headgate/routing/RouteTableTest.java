package dev.headgate.routing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headgate.model.Route;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Routes are named a, b, c… in the order of the file; `;` stands between them. [RouteKit] says how to read one.
class RouteTableTest {
    private static String match(String routes, String request) {
        return RouteTable.compile(routes(routes)).match(RouteKit.request(request)).map(match -> match.route().name())
                .orElse("none");
    }

    static List<Route> routes(String text) {
        List<Route> routes = new ArrayList<>();
        for (String words : text.split(";")) {
            routes.add(RouteKit.parse(Character.toString('a' + routes.size()), routes.size(), words.strip()));
        }
        return routes;
    }

    @ParameterizedTest(name = "{0}: {2} goes to {3}")
    @CsvSource(delimiter = '|', textBlock = """
            more kinds of criteria come first | paths=/a/very/long; paths=/ methods=GET | GET http://x/a/very/long | b
            more kinds of criteria come before plain hosts | hosts=x; paths=/ methods=GET | GET http://x/ | b
            more kinds of criteria come before regexes | paths=~/a; paths=/ methods=GET | GET http://x/a | b
            more values of one kind count once | methods=GET,POST,PUT,HEAD; paths=/ methods=GET | GET http://x/ | b
            headers are one kind however many | header:a=1 header:b=2 header:c=3; paths=/ methods=GET | GET http://x/ a=1 b=2 c=3 | b
            snis are a kind | hosts=x; hosts=x snis=x | GET https://x/ | b
            snis count for the rank even over http | hosts=x; hosts=x snis=y | GET http://x/ | b
            plain hosts come before hosts with a wildcard | hosts=*.x.com; hosts=a.x.com | GET http://a.x.com/ | b
            a host beside a wildcard is no plain host | hosts=a.x.com,*.y.com; hosts=a.x.com | GET http://a.x.com/ | b
            plain hosts come before no hosts | paths=/long; hosts=x | GET http://x/long | b
            plain hosts come before more headers | header:a=1 header:b=1 methods=GET; hosts=x header:a=1 | GET http://x/ a=1 b=1 | b
            more headers come before a regex | paths=~/a.* header:a=1; paths=/a header:a=1 header:b=1 | GET http://x/ab a=1 b=1 | b
            more headers come before a longer path | paths=/my/hello header:a=1; paths=/my header:a=1 header:b=1 | GET http://x/my/hello a=1 b=1 | b
            a regex comes before a longer plain path | paths=/users/7/profile; paths=~/users | GET http://x/users/7/profile | b
            a regex comes before a host with a wildcard | hosts=*.x.com; paths=~/ | GET http://a.x.com/ | b
            a higher regex_priority comes first | paths=~/a/.*; paths=~/a regex_priority=1 | GET http://x/a/b | b
            a negative regex_priority comes last | paths=~/a regex_priority=-1; paths=~/a/.* | GET http://x/a/b | b
            regex_priority says nothing about plain paths | paths=/ regex_priority=5; paths=/v1 | GET http://x/v1 | b
            regex_priority says nothing about the plain paths beside a regex | paths=/,~/nix regex_priority=5; paths=/v1 | GET http://x/v1 | b
            a longer plain path comes first | paths=/foo; paths=/foo/bar | GET http://x/foo/bar/baz | b
            length is counted in bytes | paths=/aa; paths=/ø regex_priority=0; paths=/ | GET http://x/%C3%B8 | b
            a longer regex does not come first | paths=~/foo; paths=~/foo/bar | GET http://x/foo/bar | a
            each plain path has the rank of its own length | paths=/a,/bbbbbbb; paths=/a/bb | GET http://x/a/bb/c | b
            a short path does not profit from a regex beside it | paths=~/some/thing,/foo; paths=/foo/bar | GET http://x/foo/bar | b
            a regex does not lose by a short path beside it | paths=/s,~/some; paths=/some/thing | GET http://x/some/thing | a
            the earlier of two equals comes first | paths=/foo; paths=/foo | GET http://x/foo | a
            a path comes before no path | methods=GET; paths=/ | GET http://x/ | b
            a host comes before a method | methods=GET; hosts=x | GET http://x/ | b
            what does not match gives way to a lower rank | paths=/a methods=POST; paths=/ | GET http://x/a | b
            a disabled service's routes are not there | paths=/a service=disabled; paths=/ | GET http://x/a | b
            no route | paths=/a; hosts=y | GET http://x/b | none
            """)
    void the_order_of_routes(String rule, String routes, String request, String expected) {
        assertThat(match(routes, request)).as(rule).isEqualTo(expected);
    }

    @ParameterizedTest(name = "{0} takes {1}: {2}")
    @CsvSource(delimiter = '|', textBlock = """
            # a plain path is a prefix, at any byte
            paths=/foo                  | GET http://x/foo             | true
            paths=/foo                  | GET http://x/foobar          | true
            paths=/foo                  | GET http://x/foo/bar?q=1     | true
            paths=/foo                  | GET http://x/fo              | false
            paths=/foo                  | GET http://x/a/foo           | false
            paths=/foo                  | GET http://x/Foo             | false
            paths=/foo/                 | GET http://x/foo             | false
            paths=/a.b                  | GET http://x/axb             | false
            paths=/foo,/bar             | GET http://x/bar             | true
            # what is compared is normalised
            paths=/foo                  | GET http://x/a/../foo        | true
            paths=/foo                  | GET http://x//foo            | true
            paths=/foo                  | GET http://x/%66oo           | true
            paths=/a%2Fb                | GET http://x/a%2fb           | true
            paths=/a/b                  | GET http://x/a%2fb           | false
            paths=~/a%2Fb               | GET http://x/a%2fb           | true
            paths=/ø                    | GET http://x/%C3%B8          | true
            paths=/                     | GET http://x/%C3             | false
            hosts=x                     | GET http://x/%C3             | true
            # a regex is anchored at the beginning only
            paths=~/users/\\d+          | GET http://x/users/12/x      | true
            paths=~/users/\\d+          | GET http://x/users/x         | false
            paths=~/users/\\d+          | GET http://x/v1/users/12     | false
            paths=~/users/\\d+$         | GET http://x/users/12/       | false
            paths=~/(?<id>[^/]+)/x$     | GET http://x/a/x             | true
            paths=~/(?<id>[^/]+)/x$     | GET http://x/a/b/x           | false
            paths=~/Users               | GET http://x/users           | false
            paths=~/no,~/users          | GET http://x/users           | true
            paths=~/a[^\\p{Nd}]*b     | GET http://x/a/c/b           | true
            paths=~/a[^\\d]*b         | GET http://x/a/c/b           | true
            paths=~/a(?i)/b             | GET http://x/a/B             | true
            # methods
            methods=GET,POST            | POST http://x/               | true
            methods=GET,POST            | PUT http://x/                | false
            methods=GET                 | get http://x/                | false
            methods=PURGE               | PURGE http://x/              | true
            # hosts
            hosts=x.com                 | GET http://x.com/            | true
            hosts=x.com                 | GET http://X.Com/            | true
            hosts=x.com                 | GET http://a.x.com/          | false
            hosts=x.com                 | GET http://x.com:123/        | true
            hosts=x.com,y.com           | GET http://y.com/            | true
            hosts=*.x.com               | GET http://a.x.com/          | true
            hosts=*.x.com               | GET http://a.b.x.com:9/      | true
            hosts=*.x.com               | GET http://x.com/            | false
            hosts=*.x.com               | GET http://ax.com/           | false
            hosts=x.*                   | GET http://x.com/            | true
            hosts=x.*                   | GET http://x.co.uk/          | true
            hosts=x.*                   | GET http://a.x.com/          | false
            # hosts with a port; where the request names none, the port that it reached counts
            hosts=x.com:123             | GET http://x.com:123/        | true
            hosts=x.com:123             | GET http://x.com:456/        | false
            hosts=x.com:123             | GET http://x.com/            | false
            hosts=x.com:80              | GET http://x.com/            | true
            hosts=x.com:80              | GET https://x.com/           | false
            hosts=x.com:443             | GET https://x.com/           | true
            hosts=*.x.com:123           | GET http://a.x.com:123/      | true
            hosts=*.x.com:123           | GET http://a.x.com:456/      | false
            hosts=x.*:123               | GET http://x.com:123/        | true
            hosts=x.*:80,x.com.*        | GET http://x.org:80/         | true
            # headers: all names, any value, in any case
            header:a=1                  | GET http://x/ a=1            | true
            header:a=1                  | GET http://x/ A=1            | true
            header:a=1                  | GET http://x/                | false
            header:a=one                | GET http://x/ a=ONE          | true
            header:a=1,2                | GET http://x/ a=2            | true
            header:a=1                  | GET http://x/ a=12           | false
            header:a=1                  | GET http://x/ a=3 a=1        | true
            header:a=1 header:b=2       | GET http://x/ a=1            | false
            header:a=1 header:b=2       | GET http://x/ b=2 a=1        | true
            header:a=~*mob.le           | GET http://x/ a=aMOBILEx     | true
            header:a=~*^mobile$         | GET http://x/ a=amobile      | false
            header:a=~*x,1              | GET http://x/ a=1            | true
            header:a=~*MOBILE           | GET http://x/ a=mobile       | true
            header:a=~*^\\D$            | GET http://x/ a=1            | true
            # dashes and underscores
            header:x-a=1                | GET http://x/ X-A=1          | true
            header:x-a=1                | GET http://x/ X_A=1          | true
            header:x_a=1                | GET http://x/ X-A=1          | true
            header:x-a=1                | GET http://x/ X-A=1 X_A=2    | false
            header:x-a=2                | GET http://x/ X-A=1 X_A=2    | true
            header:x-a-b=1              | GET http://x/ X-A_B=1        | false
            # snis count over https only
            snis=x.com                  | GET https://h/ sni=x.com     | true
            snis=x.com                  | GET https://h/ sni=X.com     | true
            snis=x.com                  | GET https://h/ sni=y.com     | false
            snis=x.com                  | GET https://h/ sni=          | false
            snis=x.com                  | GET http://h/                | true
            snis=x.com.                 | GET https://h/ sni=x.com     | true
            snis=*.x.com                | GET https://h/ sni=a.b.x.com | true
            snis=*.x.com                | GET https://h/ sni=x.com     | false
            snis=x.*                    | GET https://h/ sni=x.org     | true
            snis=x.*                    | GET https://h/ sni=a.x.org   | false
            # protocols do not choose a route
            protocols=https paths=/     | GET http://x/                | true
            protocols=http paths=/      | GET https://x/               | true
            """)
    void a_route_takes_a_request(String route, String request, boolean taken) {
        assertThat(match(route, request).equals("a")).isEqualTo(taken);
    }

    @ParameterizedTest(name = "{0} for {1}: {2}, {3}")
    @CsvSource(delimiter = '|', textBlock = """
            # path                              | request                | matched             | groups and names
            paths=/a                            | GET http://x/a/b       | /a                  | []{}
            paths=~/a                           | GET http://x/a/b       | /a                  | []{}
            paths=~/u/(?<id>[^/]+)$             | GET http://x/u/7       | /u/7                | [7]{id=7}
            paths=~/u/(?<id>[^#?/]+)/(\\d+)     | GET http://x/u/a%20b/7 | /u/a b/7            | [a b, 7]{id=a b}
            paths=~/u/(?<id>\\d+)               | GET http://x/u/%D9%A3x | /u/٣                | [٣]{id=٣}
            paths=~/u/(v1)?/(?<id>[a-z]*)       | GET http://x/u/v1/     | /u/v1/              | [v1, ]{id=}
            paths=~/u/(x)?(?<id>y)              | GET http://x/u/y       | /u/y                | [, y]{id=y}
            paths=~/no(a),~/u/(b),~/u/(?<c>.)   | GET http://x/u/b       | /u/b                | [b]{}
            hosts=x                             | GET http://x/a         | ''                  | []{}
            """)
    void what_the_path_criterion_took(String route, String request, String matched, String groups) {
        Match match = RouteTable.compile(routes(route)).match(RouteKit.request(request)).orElseThrow();

        assertThat(match.matchedPath()).isEqualTo(matched);
        assertThat(match.captures().numbered() + "" + match.captures().named()).isEqualTo(groups);
    }

    @Test
    void only_the_first_alternative_at_the_top_is_anchored_as_in_kong() {
        Route route = RouteKit.route("a").paths(RouteKit.path("~/a|/b")).build();

        assertThat(RouteTable.compile(List.of(route)).match(RouteKit.request("GET http://x/x/b")))
                .hasValueSatisfying(match -> assertThat(match.matchedPath()).isEqualTo("/b"));
    }

    @Test
    void a_query_is_no_part_of_the_path() {
        assertThat(match("paths=~/a$", "GET http://x/a?b=/c")).isEqualTo("a");
    }

    @Test
    void a_table_without_routes_matches_nothing() {
        assertThat(RouteTable.compile(List.of()).match(RouteKit.request("GET http://x/"))).isEmpty();
    }

    @Test
    void the_place_in_the_file_counts_and_not_the_place_in_the_list() {
        List<Route> routes = routes("paths=/a; paths=/a");

        assertThat(RouteTable.compile(routes.reversed()).match(RouteKit.request("GET http://x/a")))
                .hasValueSatisfying(match -> assertThat(match.route().name()).isEqualTo("a"));
    }

    @Test
    void more_than_255_headers_count_as_255() {
        RouteKit many = RouteKit.route("many").order(1);
        RouteKit most = RouteKit.route("most").order(0);
        for (int i = 0; i < 300; i++) {
            many.header("x-" + i, "1");
        }
        for (int i = 0; i < 255; i++) {
            most.header("x-" + i, "1");
        }

        assertThat(RouteTable.compile(List.of(many.build(), most.build())).ranked())
                .extracting(row -> row.route().name()).containsExactly("most", "many");
    }
}
