package dev.headgate.local.assembly.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RouteSelectionTest {
    private static final List<String> DOCUMENTED = List.of("ANY /{proxy+}", "GET /pets/{proxy+}", "GET /pets/dog/{id}",
            "GET /pets/dog/1", "$default");
    private static final List<String> OTHERS = List.of("GET /orders", "ANY /orders", "GET /orders/{id}",
            "ANY /orders/new", "GET /orders/{id}/lines", "POST /orders/{id}/{part}", "GET /files/{path+}");

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            textBlock = """
                    GET /pets/dog/1     | GET /pets/dog/1
                    GET /pets/dog/2     | GET /pets/dog/{id}
                    GET /pets/cat/1     | GET /pets/{proxy+}
                    GET /pets           | ANY /{proxy+}
                    POST /test/5        | ANY /{proxy+}
                    POST /pets/dog/1    | ANY /{proxy+}
                    GET /               | $default
                    """)
    void the_most_specific_route_takes_a_request_as_documented(String request, String routeKey) {
        assertThat(selected(DOCUMENTED, request, Undocumented.DEFAULT).replaceFirst(" (id|proxy)=.*", ""))
                .isEqualTo(routeKey);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            textBlock = """
                    GET /orders             | GET /orders
                    POST /orders            | ANY /orders
                    OPTIONS /orders         | ANY /orders
                    HEAD /orders/7          | -
                    GET /orders/7           | GET /orders/{id} id=7
                    GET /orders/a%2Fb       | GET /orders/{id} id=a%2Fb
                    GET /orders/..          | GET /orders/{id} id=..
                    GET /ORDERS             | -
                    GET /orders/new         | ANY /orders/new
                    GET /orders/new/lines   | GET /orders/{id}/lines id=new
                    POST /orders/7/lines    | POST /orders/{id}/{part} id=7 part=lines
                    GET /orders/            | -
                    GET //orders            | -
                    GET /files              | -
                    GET /files/             | -
                    GET /files/a            | GET /files/{path+} path=a
                    GET /files/a/b/         | GET /files/{path+} path=a/b/
                    GET /files//a           | GET /files/{path+} path=/a
                    """)
    void paths_are_compared_to_the_letter(String request, String routeKey) {
        assertThat(selected(OTHERS, request, Undocumented.DEFAULT)).isEqualTo(routeKey);
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource(
            delimiter = '|',
            textBlock = """
                    GET /orders/new     | METHOD_FIRST  | DISTINCT | RAW     | GET /orders/{id} id=new
                    POST /orders/new    | METHOD_FIRST  | DISTINCT | RAW     | ANY /orders/new
                    GET /orders/        | PATH_FIRST    | IGNORED  | RAW     | GET /orders
                    GET /orders/7/      | PATH_FIRST    | IGNORED  | RAW     | GET /orders/{id} id=7
                    GET /files/a/       | PATH_FIRST    | IGNORED  | RAW     | GET /files/{path+} path=a
                    GET /orders/a%2Fb   | PATH_FIRST    | DISTINCT | DECODED | -
                    GET /orders/a%20b   | PATH_FIRST    | DISTINCT | DECODED | GET /orders/{id} id=a b
                    GET /orders/ne%77   | PATH_FIRST    | DISTINCT | DECODED | ANY /orders/new
                    GET /orders/ne%77   | PATH_FIRST    | DISTINCT | RAW     | GET /orders/{id} id=ne%77
                    """)
    void what_AWS_leaves_open_can_be_tried_both_ways(String request, Undocumented.Precedence precedence,
            Undocumented.TrailingSlash slash, Undocumented.PathForm form, String routeKey) {
        assertThat(selected(OTHERS, request, Undocumented.DEFAULT.with(precedence).with(slash).with(form)))
                .isEqualTo(routeKey);
    }

    @ParameterizedTest
    @CsvSource({"/pets", "get /pets", "GET pets", "GET /a/{b+}/c", "GET /a{b}", "GET /a/{b}c", "LOCK /a", "GET  /a"})
    void what_is_no_route_key_is_none(String text) {
        assertThat(RouteKey.of(text)).isEmpty();
    }

    private static String selected(List<String> keys, String request, Undocumented undocumented) {
        List<HttpRoute> routes = Stream.of(keys, keys.reversed()).flatMap(List::stream).distinct()
                .map(key -> new HttpRoute(RouteKey.of(key).orElseThrow(), new Authorization.Open(),
                        new Integration.Http(IntegrationUri.of("http://b").orElseThrow(), Optional.empty(), false,
                                RequestMapping.NONE, ResponseMapping.NONE, Integration.TIMEOUT_MAX)))
                .toList();
        String[] parts = request.split(" ", 2);
        return new RouteTable(routes, undocumented).select(parts[0], parts[1]).map(selected -> {
            StringBuilder text = new StringBuilder(selected.route().key().text());
            selected.variables().forEach((name, value) -> text.append(' ').append(name).append('=').append(value));
            return text.toString();
        }).orElse("-");
    }
}
