package dev.headgate.plan.moves;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headgate.json.JsonValue;
import dev.headgate.plan.moves.RouteMove.KeyMove;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What moves between two plans, given as the documents that are compared. A route is written
/// `ID NAME PLACEMENT [KEY=ADDRESS …] [!REASON …]`.
class MovesTest {
    private static PlanRecord plan(String routes) {
        return plan("http", "balanced", routes);
    }

    private static PlanRecord plan(String api, String placement, String routes) {
        String written = Stream.of(routes.split(";")).map(String::strip).filter(route -> !route.isEmpty())
                .map(MovesTest::route).collect(Collectors.joining(","));
        return PlanRecord.of(JsonValue.parse("{\"api\":\"" + api + "\",\"placement\":\"" + placement
                + "\",\"routes\":[" + written + "],\"guards\":[]}").orElseThrow()).orElseThrow();
    }

    private static String route(String route) {
        List<String> words = List.of(route.split(" +"));
        List<String> keys = new ArrayList<>();
        List<String> reasons = new ArrayList<>();
        words.subList(3, words.size()).forEach(word -> {
            if (word.startsWith("!")) {
                reasons.add("{\"code\":\"" + word.substring(1) + "\",\"file\":\"f\",\"line\":" + route.length()
                        + ",\"column\":1,\"field\":\"hosts\",\"message\":\"m\",\"rewording\":\"\"}");
            } else {
                String[] key = word.split("=");
                keys.add("{\"key\":\"GET " + key[0] + "\",\"integration\":{\"type\":\"http\",\"uri\":\"http://" + key[1]
                        + "\"},\"differences\":[\"A\",\"B\"]}");
            }
        });
        return "{\"id\":\"" + words.get(0) + "\",\"name\":\"" + words.get(1) + "\",\"placement\":\"" + words.get(2)
                + "\",\"keys\":[" + String.join(",", keys) + "],\"reasons\":[" + String.join(",", reasons) + "]}";
    }

    /// `+r`, `-r`, `~r(+key -key ~key +!reason -!reason)`, `=r(…)`.
    private static String told(Moves moves) {
        return Stream.concat(moves.routes().stream().map(MovesTest::told),
                moves.staying().stream().map(staying -> "=" + staying.route().name() + told(List.of(),
                        staying.reasons())))
                .collect(Collectors.joining(" "));
    }

    private static String told(RouteMove move) {
        return switch (move) {
            case RouteMove.Added(PlannedRoute route) -> "+" + route.name();
            case RouteMove.Removed(PlannedRoute route) -> "-" + route.name();
            case RouteMove.Moved moved -> "~" + moved.route().name() + told(moved.keys(), moved.reasons());
        };
    }

    private static String told(List<KeyMove> keys, RouteMove.ReasonChanges reasons) {
        Stream<String> ofKeys = keys.stream().map(key -> switch (key) {
            case KeyMove.Added(PlannedKey added) -> "+" + added.key();
            case KeyMove.Removed(PlannedKey removed) -> "-" + removed.key();
            case KeyMove.Changed(PlannedKey changed, var _) -> "~" + changed.key();
        });
        Stream<String> ofReasons = Stream.concat(reasons.added().stream().map(reason -> "+!" + reason.code()),
                reasons.removed().stream().map(reason -> "-!" + reason.code()));
        return "(" + Stream.concat(ofKeys, ofReasons).collect(Collectors.joining(" ")) + ")";
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', nullValues = "nothing", textBlock = """
            1 a native /a=x                | 1 a native /a=x                 | nothing
            1 a native /a=x; 2 b router    | 2 b router; 1 a native /a=x     | nothing
            1 a router !HOSTS              | 1 a router    !HOSTS            | nothing
            1 a router                     | 1 a router; 2 b router          | +b
            1 a router; 2 b router         | 2 b router                      | -a
            1 a router !HOSTS              | 1 a native /a=x                 | ~a(+GET /a -!HOSTS)
            1 a native /a=x                | 1 a router !HOSTS               | ~a(-GET /a +!HOSTS)
            1 a native /a=x                | 1 a native /a=y                 | ~a(~GET /a)
            1 a native /a=x                | 1 a native /b=x                 | ~a(+GET /b -GET /a)
            1 a native /a=x                | 1 a native,router /a=x !PLUGIN  | ~a(+!PLUGIN)
            1 a router !HOSTS !PLUGIN      | 1 a router !PLUGIN !METHODS     | =a(+!METHODS -!HOSTS)
            1 a router                     | 1 renamed router                | nothing
            1 a router                     | 2 a router                      | nothing
            1 a native /a=x                | 2 a router                      | ~a(-GET /a)
            1 a native /a=x; 2 b router    | 2 a native /a=x                 | ~a(+GET /a) -a
            1 a router; 2 a router         | 3 a router                      | -a
            1 a router                     | 2 a router; 3 a router          | +a
            1 a router                     | ``                              | -a
            ``                             | 1 a router                      | +a
            """)
    void routes_move_by_id_and_then_by_name(String before, String after, String moves) {
        assertThat(told(Moves.between(plan(before), plan(after)))).isEqualTo(moves == null ? "" : moves);
        assertThat(Moves.between(plan(before), plan(after)).isEmpty()).isEqualTo(
                moves == null || moves.startsWith("="));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"type": "http", "uri": "x"}  | {"type": "lambda", "function": "f"} | type: "http" -> "lambda", function: - -> "f", uri: "x" -> -
            {"a": {"b": {"c": 1, "d": 2}}} | {"a": {"b": {"c": 2, "d": 2}}}    | a.b.c: 1 -> 2
            {"a": {"b": 1}}               | {}                                 | a.b: 1 -> -
            {}                            | {"a": {"b": ["x"]}, "c": {}}       | a.b: - -> ["x"]
            {"a": []}                     | {"b": []}                          | ``
            {"a": ["x"]}                  | {"a": "x"}                         | a: ["x"] -> "x"
            {"a": ["x", "y"]}             | {"a": ["y", "x"]}                  | ``
            {"a": ["x", "y"]}             | {"a": ["y", "z"]}                  | a: ["x"] -> ["z"]
            {"a": ["x", "y"]}             | {"a": ["y"]}                       | a: ["x"] -> -
            {"a": null}                   | {}                                 | ``
            """)
    void settings_are_compared_however_deep(String before, String after, String changes) {
        assertThat(SettingChange.between((JsonValue.Members) JsonValue.parse(before).orElseThrow(),
                (JsonValue.Members) JsonValue.parse(after).orElseThrow()).stream()
                .map(change -> change.path() + ": " + change.before().map(JsonValue::document).orElse("-") + " -> "
                        + change.after().map(JsonValue::document).orElse("-"))
                .collect(Collectors.joining(", "))).isEqualTo(changes);
    }

    @Test
    void settings_of_the_api_move_without_a_route() {
        Moves moves = Moves.between(plan("http", "strict", "1 a router"), plan("rest", "balanced", "1 a router"));
        assertThat(moves.routes()).isEmpty();
        assertThat(moves.settings()).extracting(SettingChange::path).containsExactly("api", "placement");
        assertThat(moves.isEmpty()).isFalse();
    }

    @Test
    void routes_are_counted() {
        Moves moves = Moves.between(plan("1 a router; 2 b router; 3 c router; 4 d router"),
                plan("1 a native /a=x; 3 c router; 4 d router !HOSTS; 5 e native /e=x; 6 f router"));
        assertThat(moves.summary()).isEqualTo(new Moves.Summary(2, 1, 1, 2));
        assertThat(moves.before()).isEqualTo(new Moves.Count(4, 0));
        assertThat(moves.after()).isEqualTo(new Moves.Count(5, 2));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            []
            {"_format_version": "3.0", "routes": []}
            {"api": "http", "placement": "strict"}
            {"api": "http", "placement": "strict", "routes": [1]}
            {"api": "http", "placement": "strict", "routes": [{"id": "1", "name": "a"}]}
            {"api": "http", "placement": "strict", "routes": [{"id": "1", "name": "a", "placement": "router", "keys": [{}]}]}
            """)
    void what_is_no_plan_is_not_read_as_one(String document) {
        assertThat(PlanRecord.of(JsonValue.parse(document).orElseThrow())).isEmpty();
    }

    /// Renaming every id makes every route go by its name; neither way looks at all routes for each.
    @Test
    void many_routes_are_matched_by_either() {
        String before = IntStream.range(0, 5_000).mapToObj(i -> "a" + i + " r" + i + " router")
                .collect(Collectors.joining(";"));
        assertThat(Moves.between(plan(before), plan(before)).isEmpty()).isTrue();
        assertThat(Moves.between(plan(before), plan(before.replace("a", "b"))).isEmpty()).isTrue();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            "uri": "http://b/a", "request": {}                                                          | http://b/a
            "uri": "http://b", "request": {"overwrite:path": "$request.path"}                           | http://b (same path)
            "host": "b", "server_name": "", "request": {"overwrite:path": "/x/${request.path.proxy}", "overwrite:header.host": "b:81"} | http://b:81/x/{proxy} by VPC link
            "host": "b", "server_name": "B", "request": {"overwrite:path": "$request.path", "overwrite:header.host": "B"} | https://B (same path) by VPC link
            "function": "work"                                                                          | function work
            "status": 410                                                                               | answer 410
            """)
    void people_are_told_what_is_called(String integration, String target) {
        assertThat(PlannedKey.of((JsonValue.Members) JsonValue
                .parse("{\"key\": \"GET /a\", \"integration\": {" + integration + "}}").orElseThrow()).target())
                .isEqualTo(target);
    }
}
