package dev.headgate.local.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headgate.golden.GoldenFile;
import dev.headgate.json.JsonValue;
import dev.headgate.json.JsonValue.Items;
import dev.headgate.json.JsonValue.Members;
import dev.headgate.plan.ApiType;
import dev.headgate.plan.Difference;
import dev.headgate.plan.LimitScope;
import dev.headgate.plan.PlacementPolicy;
import dev.headgate.plan.ReasonCode;
import dev.headgate.plugin.validation.JsonSchema;
import dev.headgate.plugin.validation.SchemaException;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

/// Holds docs/plan.schema.json and docs/plan-moves.schema.json to the words of the code, and what is printed to them.
class PlanSchemaTest {
    private static final Path ROOT = Path.of(System.getProperty("headgate.root"));
    private static final Path PLAN = ROOT.resolve("docs/plan.schema.json");
    private static final Path MOVES = ROOT.resolve("docs/plan-moves.schema.json");
    private static final String DEFINITIONS = "  \"$defs\": {\n";
    private static final Pattern DEFINITION = Pattern.compile("(?ms)^    \"(\\w+)\": \\{.*?^    \\}");
    /// Definitions that only a whole plan needs.
    private static final Set<String> OF_PLANS_ONLY = Set.of("api", "policy", "cors", "addresses", "costs", "bill",
            "traffic_setting", "rate_limits", "limit_scope");

    /// Every kind of integration, authorization and setting, on one kind of API or the other.
    private static final String EVERYTHING = """
            _format_version: "3.0"
            services:
              - name: shop
                url: https://shop.example.com
                routes:
                  - {name: plain, paths: [/plain]}
                  - {name: held, paths: ['~/held$'], hosts: [shop.example.com]}
                  - name: keyed
                    paths: ['~/keyed$']
                    plugins: [{name: key-auth, config: {key_in_query: false, key_in_body: false, key_names: [apikey]}}]
                  - name: token
                    paths: ['~/token$', '~/token/[0-9]+$']
                    plugins:
                      - name: openid-connect
                        config:
                          issuer: https://issuer.example.com
                          issuers_allowed: [https://issuer.example.com]
                          auth_methods: [bearer]
                          bearer_token_param_type: [header]
                          audience_required: [shop]
                          scopes_required: [read]
                  - name: limited
                    paths: ['~/limited$']
                    plugins: [{name: rate-limiting, config: {minute: 5}}]
                  - name: function
                    paths: ['~/function$']
                    plugins:
                      - name: aws-lambda
                        config: {function_name: hello, awsgateway_compatible: true, is_proxy_integration: true}
                  - name: gone
                    paths: ['~/gone$']
                    plugins: [{name: request-termination, config: {status_code: 410, message: gone}}]
              - name: stock
                url: https://stock.internal
                routes: [{name: stock, paths: ['~/stock$']}]
            """;
    private static final String CORS = """
            plugins:
              - {name: cors, config: {origins: ["https://app.example.com"], methods: [GET], max_age: 60}}
            """;
    private static final String ADDRESSES = """
            plugins:
              - {name: ip-restriction, config: {allow: [10.0.0.0/8], deny: [10.0.0.1], status: 404, message: gone}}
            """;
    private static final String SETTINGS = """
            auth: edge
            placement:
              policy: balanced
              authorizer_cache_seconds: 60
              routes: {limited: {throttle: {requests_per_second: 5.5, burst: 10}}}
              private_backends:
                stock.internal:
                  listeners:
                    us-east-1: arn:aws:elasticloadbalancing:us-east-1:123456789012:listener/app/stock/0123456789abcdef/0123456789abcdef
            """;

    @TempDir
    private Path folder;

    private static Map<String, List<String>> words() {
        return Map.of("api", Stream.of(ApiType.values()).map(ApiType::word).toList(),
                "policy", Stream.of(PlacementPolicy.values()).map(policy -> policy.name().toLowerCase(Locale.ROOT))
                        .toList(),
                "limit_scope", Stream.of(LimitScope.Scope.values()).map(scope -> scope.name().toLowerCase(Locale.ROOT))
                        .toList(),
                "route_placement", placements(), "difference", names(Difference.values()),
                "reason_code", names(ReasonCode.values()));
    }

    private static List<String> names(Enum<?>[] words) {
        return Stream.of(words).map(Enum::name).toList();
    }

    /// Some of the ways in which a key can be served, with the router or without; or the router alone.
    private static List<String> placements() {
        List<String> ways = List.of("native", "native+authorizer", "native+jwt");
        List<String> placements = new ArrayList<>();
        for (int some = 1; some < 1 << ways.size(); some++) {
            int chosen = some;
            String placement = ways.stream().filter(way -> (chosen >> ways.indexOf(way) & 1) == 1)
                    .collect(Collectors.joining(", "));
            placements.add(placement);
            placements.add(placement + ", router");
        }
        placements.add("router");
        return placements;
    }

    @Test
    void the_schema_of_plans_has_the_words_of_the_code() throws IOException {
        String schema = Files.readString(PLAN);
        for (Map.Entry<String, List<String>> definition : words().entrySet()) {
            Pattern list = Pattern
                    .compile("(?s)(\n    \"" + definition.getKey() + "\": \\{.*?\"enum\": \\[).*?(\\s*\\])");
            Matcher matcher = list.matcher(schema);
            assertThat(matcher.find()).as(definition.getKey()).isTrue();
            String listed = definition.getValue().stream().map(word -> "\n        \"" + word + "\"")
                    .collect(Collectors.joining(","));
            schema = schema.substring(0, matcher.end(1)) + listed + "\n      ]" + schema.substring(matcher.end());
        }
        GoldenFile.assertHolds(PLAN, schema);
    }

    @Test
    void the_schema_of_moves_has_the_definitions_of_that_of_plans() throws IOException {
        String plan = Files.readString(PLAN);
        Map<String, String> definitions = new LinkedHashMap<>();
        Matcher matcher = DEFINITION.matcher(plan.substring(plan.indexOf(DEFINITIONS)));
        while (matcher.find()) {
            definitions.put(matcher.group(1), matcher.group());
        }
        definitions.keySet().removeAll(OF_PLANS_ONLY);
        String moves = Files.readString(MOVES);
        GoldenFile.assertHolds(MOVES, moves.substring(0, moves.indexOf("  \"$defs\": {")) + DEFINITIONS
                + String.join(",\n", definitions.values()) + "\n  }\n}\n");
    }

    private static JsonSchema schema(Path file) throws IOException, SchemaException {
        return JsonSchema.of(JsonValue.parse(Files.readString(file)).orElseThrow(), JsonSchema.Draft.DRAFT202012,
                false);
    }

    private static String run(String... arguments) {
        StringWriter out = new StringWriter();
        CommandLine commandLine = Headgate.commandLine();
        commandLine.setOut(new PrintWriter(out));
        commandLine.setErr(new PrintWriter(new StringWriter()));
        assertThat(commandLine.execute(arguments)).isIn(0, 2);
        return out.toString();
    }

    private static JsonValue printed(String... arguments) {
        return JsonValue.parse(run(arguments)).orElseThrow();
    }

    /// All but those with plugins that are not Headgate's.
    static Stream<Path> examples() throws IOException {
        try (Stream<Path> files = Files.walk(ROOT.resolve("examples"))) {
            return files.filter(file -> file.getFileName().toString().matches("kong.*\\.ya?ml")
                    && !Files.exists(file.resolveSibling("pom.xml"))).sorted().toList().stream();
        }
    }

    @ParameterizedTest
    @MethodSource("examples")
    void the_plan_of_an_example_obeys_its_schema(Path example) throws Exception {
        JsonSchema plans = schema(PLAN);
        for (String api : List.of("http", "rest")) {
            for (String policy : List.of("strict", "balanced", "router")) {
                assertThat(plans.problem(printed("plan", example.toString(), "--api", api, "--placement", policy,
                        "--format", "json"))).as("%s %s", api, policy).isEmpty();
            }
        }
        assertThat(schema(MOVES).problem(printed("plan", example.toString(), "--placement", "balanced", "--format",
                "json", "--against", example.toString()))).isEmpty();
    }

    private List<JsonValue> plansOfEverything() throws IOException {
        Files.writeString(folder.resolve("headgate.yaml"), SETTINGS);
        String http = Files.writeString(folder.resolve("http.yaml"), EVERYTHING + CORS).toString();
        Path ofRest = Files.createDirectories(folder.resolve("rest"));
        Files.writeString(ofRest.resolve("headgate.yaml"), SETTINGS.replace("auth: edge", "auth: strict")
                + "rate_limits: {regions: {eu-central-1: 2, us-east-1: 0.5}}\n");
        String rest = Files.writeString(ofRest.resolve("kong.yaml"), EVERYTHING + ADDRESSES).toString();
        return List.of(printed("plan", http, "--api", "http", "--format", "json"),
                printed("plan", rest, "--api", "rest", "--format", "json"));
    }

    private JsonValue movesOfEverything() throws IOException {
        Files.createDirectories(folder.resolve("before"));
        Files.writeString(folder.resolve("before/headgate.yaml"),
                SETTINGS.replace("policy: balanced", "policy: strict"));
        String before = Files.writeString(folder.resolve("before/kong.yaml"), EVERYTHING
                .replace("name: plain", "name: other").replace("hosts: [shop.example.com]", "hosts: [a.test, b.test]")
                .replace("message: gone", "message: moved"))
                .toString();
        Files.writeString(folder.resolve("headgate.yaml"), SETTINGS);
        String file = Files.writeString(folder.resolve("kong.yaml"), EVERYTHING + CORS).toString();
        return printed("plan", file, "--api", "http", "--format", "json", "--against", before);
    }

    @Test
    void everything_that_a_plan_can_say_obeys_the_schema() throws Exception {
        JsonSchema plans = schema(PLAN);
        List<JsonValue> printed = plansOfEverything();
        assertThat(printed).allSatisfy(plan -> assertThat(plans.problem(plan)).isEmpty());
        String all = printed.stream().map(JsonValue::document).collect(Collectors.joining());
        assertThat(Stream.of("\"type\":\"http\"", "\"type\":\"vpc_link\"", "\"type\":\"lambda\",\"function\"",
                "\"type\":\"constant\"",
                "\"type\":\"none\"", "\"type\":\"jwt\"", "\"type\":\"lambda\",\"identity_sources\"", "\"throttle\"",
                "\"cors\"", "\"addresses\"", "\"scope\":\"region\"", "\"scope\":\"split\"")
                .filter(part -> !all.contains(part))).isEmpty();
        assertThat(schema(MOVES).problem(movesOfEverything())).isEmpty();
    }

    @Test
    void the_costs_of_a_plan_obey_the_schema() throws Exception {
        String file = ROOT.resolve("examples/partner-api/kong.yaml").toString();
        String traffic = Files.writeString(folder.resolve("traffic.yaml"), "requests_per_month: 1000000").toString();
        JsonValue plan = printed("plan", file, "--format", "json", "--traffic", traffic);
        assertThat(schema(PLAN).problem(plan)).isEmpty();
        assertThat(plan.document()).contains("\"costs\":", "\"cost\":");
    }

    /// A member more or less in any object of a document, and it is refused.
    @Test
    void the_schemas_are_strict() throws Exception {
        for (JsonValue plan : plansOfEverything()) {
            assertThat(accepted(schema(PLAN), plan)).isEmpty();
        }
        assertThat(accepted(schema(MOVES), movesOfEverything())).isEmpty();
    }

    private static List<String> accepted(JsonSchema schema, JsonValue document) {
        List<Mutant> mutants = mutants(document, "");
        assertThat(mutants).hasSizeGreaterThan(100);
        return mutants.stream().filter(mutant -> schema.problem(mutant.value()).isEmpty()).map(Mutant::change)
                .toList();
    }

    /// Members that may be left out.
    private static final Set<String> OPTIONAL = Set.of("throttle", "cors", "addresses", "rate_limits",
            "max_age_seconds");

    /// A value that is not as it was.
    private record Mutant(String change, JsonValue value) {}

    /// The value with one member more or one member less, in each object of it.
    private static List<Mutant> mutants(JsonValue value, String path) {
        List<Mutant> mutants = new ArrayList<>();
        switch (value) {
            case Members members -> {
                mutants.add(new Mutant("with " + path + ".surplus", members.with("surplus", "x")));
                members.values().forEach((name, member) -> {
                    if (!OPTIONAL.contains(name) && !name.contains(":")) {
                        mutants.add(new Mutant("without " + path + "." + name, members.without(name)));
                    }
                    // The values of a setting that changed may be anything.
                    if (!members.values().containsKey("setting")) {
                        mutants(member, path + "." + name).forEach(mutant -> mutants.add(
                                new Mutant(mutant.change(), members.with(name, mutant.value()))));
                    }
                });
            }
            case Items(List<JsonValue> items) -> {
                for (int i = 0; i < items.size(); i++) {
                    int place = i;
                    mutants(items.get(i), path + "[" + i + "]").forEach(mutant -> {
                        List<JsonValue> changed = new ArrayList<>(items);
                        changed.set(place, mutant.value());
                        mutants.add(new Mutant(mutant.change(), new Items(changed)));
                    });
                }
            }
            case JsonValue.Text _,JsonValue.Num _,JsonValue.Flag _,JsonValue.Null _ -> {
            }
        }
        return mutants;
    }
}
