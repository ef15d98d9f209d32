package dev.headgate.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headgate.diagnostic.Diagnostic;
import dev.headgate.diagnostic.Location;
import dev.headgate.diagnostic.Severity;
import dev.headgate.model.Gateway;
import dev.headgate.plugin.PluginRegistry;
import dev.headgate.vault.Secrets;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Where fields of entities stand. Expected is the place, and the rest of the line from there.
class FieldLocationsTest {
    private static final Map<String, String> ENVIRONMENT = Map.of("DECK_HOST", "a.test", "DECK_PATHS",
            "['/a', '/b']", "RETRIES", "3");

    /// What was read, with the texts that it was read from.
    private record Read(Gateway gateway, FieldLocations locations, Map<String, String> texts) {
        /// @param entity `route x`, `service x`, `plugin x`, `upstream x`
        String place(String entity, String field) {
            Location found = locations.of(entity(entity), field);
            String line = texts.get(found.file()).lines().toList().get(found.line() - 1);
            return found + " " + line.substring(line.offsetByCodePoints(0, found.column() - 1));
        }

        private Location entity(String kindAndName) {
            String name = kindAndName.substring(kindAndName.indexOf(' ') + 1);
            return switch (kindAndName.substring(0, kindAndName.indexOf(' '))) {
                case "route" -> gateway.routes().stream().filter(route -> route.label().equals(name)).findFirst()
                        .orElseThrow().location();
                case "service" -> gateway.services().stream().filter(service -> service.name().equals(name))
                        .findFirst().orElseThrow().location();
                case "upstream" -> gateway.upstreams().stream().filter(upstream -> upstream.name().equals(name))
                        .findFirst().orElseThrow().location();
                default -> gateway.plugins().stream().filter(plugin -> plugin.name().equals(name)).findFirst()
                        .orElseThrow().location();
            };
        }
    }

    private static Read read(ReadingOptions options, SourceFile... files) {
        Reading reading = new KongReader(InstantSource.fixed(Instant.EPOCH), PluginRegistry.OWN,
                Secrets.NOT_LOOKED_UP, options).read(List.of(files));
        assertThat(reading.diagnostics()).filteredOn(found -> found.severity() == Severity.ERROR)
                .extracting(Diagnostic::toString).isEmpty();
        return new Read(reading.gateway().orElseThrow(), reading.declared().orElseThrow().fieldLocations(),
                Stream.of(files).collect(Collectors.toMap(SourceFile::name,
                        file -> new String(file.content(), StandardCharsets.UTF_8))));
    }

    private static Read read(String text) {
        return read(new ReadingOptions(ENVIRONMENT, ReadingOptions.Placeholders.FILLED_IN, List.of()),
                file("f", text));
    }

    private static SourceFile file(String name, String text) {
        return new SourceFile(name, text.getBytes(StandardCharsets.UTF_8));
    }

    private static final String NESTED = """
            _format_version: "3.0"
            services:
              - name: shop
                host: a.test
                retries: 2
                path: /base
                routes:
                  - name: list
                    hosts:
                      - b.test
                      - c.test
                    paths: [/a, /b]
                    methods: [GET, GET, POST]
                    snis: []
                    headers: {X-Env: [dev, test]}
                    plugins:
                      - name: ip-restriction
                        config: {allow: [1.1.1.1, 2.2.2.2]}
                  - paths: [/c]
                    name: bare
            routes:
              - {name: flat, service: {name: shop}, paths: ["/😀", "~/d$"], tags: [t]}
            plugins:
              - name: rate-limiting
                service: shop
                config:
                  minute: 5
                  redis: {host: r.test}
                  redis_port: 6380
              - name: cors
              - {name: opentelemetry, config: {endpoint: "http://a.test/v1"}}
            """;

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            service shop         | ''                          | f:3:5 name: shop
            service shop         | host                        | f:4:11 a.test
            service shop         | retries                     | f:5:14 2
            service shop         | path                        | f:6:11 /base
            service shop         | read_timeout                | f:3:5 name: shop
            service shop         | routes                      | f:8:7 - name: list
            service shop         | no_such_field               | f:3:5 name: shop
            route list           | hosts                       | f:10:11 - b.test
            route list           | hosts[1]                    | f:11:13 c.test
            route list           | hosts[7]                    | f:10:11 - b.test
            route list           | paths                       | f:12:16 [/a, /b]
            route list           | paths[0]                    | f:12:17 /a, /b]
            route list           | paths[1]                    | f:12:21 /b]
            route list           | methods                     | f:13:18 [GET, GET, POST]
            route list           | methods[1]                  | f:13:29 POST]
            route list           | snis                        | f:14:15 []
            route list           | strip_path                  | f:8:9 name: list
            route list           | preserve_host               | f:8:9 name: list
            route list           | service                     | f:8:9 name: list
            route list           | headers                     | f:15:18 {X-Env: [dev, test]}
            route list           | headers.X-Env               | f:15:26 [dev, test]}
            route list           | headers.x-env               | f:15:26 [dev, test]}
            route list           | headers.x-env[1]            | f:15:32 test]}
            route bare           | paths[0]                    | f:19:17 /c]
            route flat           | service                     | f:22:27 {name: shop}, paths: ["/😀", "~/d$"], tags: [t]}
            route flat           | paths[1]                    | f:22:55 "~/d$"], tags: [t]}
            plugin ip-restriction| config                      | f:18:21 {allow: [1.1.1.1, 2.2.2.2]}
            plugin ip-restriction| config.allow                | f:18:29 [1.1.1.1, 2.2.2.2]}
            plugin ip-restriction| config.allow[1]             | f:18:39 2.2.2.2]}
            plugin ip-restriction| config.deny                 | f:18:21 {allow: [1.1.1.1, 2.2.2.2]}
            plugin ip-restriction| route                       | f:17:13 name: ip-restriction
            plugin rate-limiting | service                     | f:25:14 shop
            plugin rate-limiting | config.minute               | f:27:15 5
            plugin rate-limiting | config.hour                 | f:27:7 minute: 5
            plugin rate-limiting | config.redis                | f:28:14 {host: r.test}
            plugin rate-limiting | config.redis.host           | f:28:21 r.test}
            plugin rate-limiting | config.redis.ssl            | f:28:14 {host: r.test}
            plugin cors          | config.origins              | f:30:5 name: cors
            plugin opentelemetry | config.traces_endpoint      | f:31:46 "http://a.test/v1"}}
            plugin cors          | config                      | f:30:5 name: cors
            """)
    void a_field_is_found_in_nested_and_flat_forms(String entity, String field, String place) {
        assertThat(read(NESTED).place(entity, field.equals("''") ? "" : field)).isEqualTo(place);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            host     | f:4:10 https://a.test:8443/base
            port     | f:4:10 https://a.test:8443/base
            path     | f:4:10 https://a.test:8443/base
            protocol | f:4:10 https://a.test:8443/base
            url      | f:4:10 https://a.test:8443/base
            retries  | f:6:14 0
            """)
    void what_a_url_says_stands_there(String field, String place) {
        assertThat(read("""
                _format_version: "3.0"
                services:
                  - name: shop
                    url: https://a.test:8443/base
                    port: 1
                    retries: 0
                """).place("service shop", field)).isEqualTo(place);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            service s      | retries             | f:4:23 1, host: a.test}
            service s      | read_timeout        | f:5:44 2000}, route: {strip_path: false}}}
            service s      | host                | f:10:11 b.test
            route r        | hosts               | f:2:11 &hosts [a.test, c.test]
            route r        | hosts[1]            | f:2:27 c.test]
            route r        | strip_path          | f:5:71 false}}}
            plugin acl     | config.allow[0]     | f:6:36 g]}, claims: {claims_to_verify: [exp]}}
            plugin jwt     | config.claims_to_verify[0] | f:6:69 exp]}}
            """)
    void what_is_taken_from_elsewhere_stands_there(String entity, String field, String place) {
        assertThat(read("""
                _format_version: "3.0"
                _comment: &hosts [a.test, c.test]
                _ignore:
                  - &limits {retries: 1, host: a.test}
                _info: {defaults: {service: {read_timeout: 2000}, route: {strip_path: false}}}
                _plugin_configs: {groups: {allow: [g]}, claims: {claims_to_verify: [exp]}}
                services:
                  - <<: *limits
                    name: s
                    host: b.test
                    routes: [{name: r, paths: [/a], hosts: *hosts}]
                plugins:
                  - {name: acl, _config: groups, config: {hide_groups_header: true}}
                  - {name: jwt, _config: claims}
                """).place(entity, field)).isEqualTo(place);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            service s | host         | f:4:10 "http://${{ env "DECK_HOST" }}"
            service s | retries      | f:5:14 $RETRIES
            service s | read_timeout | f:7:19 1000
            route r   | paths        | f:8:31 ${{ env "DECK_PATHS" }}, hosts: [b.test]}]
            route r   | paths[1]     | f:8:31 ${{ env "DECK_PATHS" }}, hosts: [b.test]}]
            route r   | hosts[0]     | f:8:64 b.test]}]
            """)
    void what_the_environment_gives_stands_where_it_is_filled_in(String entity, String field, String place) {
        assertThat(read("""
                _format_version: "3.0"
                services:
                  - name: s
                    url: "http://${{ env "DECK_HOST" }}"
                    retries: $RETRIES
                    # ${{ env "DECK_NOT_THERE" }}
                    read_timeout: 1000
                    routes: [{name: r, paths: ${{ env "DECK_PATHS" }}, hosts: [b.test]}]
                """).place(entity, field)).isEqualTo(place);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            service s          | retries | one:3:45 4}]
            route r            | hosts   | two.json:1:78 ["b.test"]}],
            route r            | service | two.json:1:64 "s", "hosts": ["b.test"]}],
            route r            | paths   | two.json:1:39 {"name": "r", "service": "s", "hosts": ["b.test"]}],
            plugin key-auth    | route   | two.json:3:33 "r",
            plugin key-auth    | config.key_names[1] | two.json:4:34 "k2"]}}]}
            """)
    void several_files_are_told_apart_and_json_is_as_good_as_yaml(String entity, String field, String place) {
        assertThat(read(ReadingOptions.DEFAULT, file("one", """
                # One of two.
                _format_version: "3.0"
                services: [{name: s, host: a.test, retries: 4}]
                """), file("two.json", """
                {"_format_version": "3.0", "routes": [{"name": "r", "service": "s", "hosts": ["b.test"]}],
                 "plugins": [
                  {"name": "key-auth", "route": "r",
                   "config": {"key_names": ["k", "k2"]}}]}
                """)).place(entity, field)).isEqualTo(place);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            service kept | retries | f:5:55 2,
            route r      | hosts   | f:6:43 [b.test]}]}
            service kept | tags    | f:5:38 [a, b], retries: 2,
            """)
    void tags_that_select_and_are_added_move_nothing(String entity, String field, String place) {
        assertThat(read(new ReadingOptions(Map.of(), ReadingOptions.Placeholders.LITERAL, List.of("a")), file("f", """
                _format_version: "3.0"
                _info: {select_tags: [b]}
                services:
                - {name: left-out, host: a.test}
                - {name: kept, host: a.test,   tags: [a, b], retries: 2,
                   routes: [{name: r, paths: [/a], hosts: [b.test]}]}
                """)).place(entity, field)).isEqualTo(place);
    }

    @Test
    void a_path_that_an_older_format_wrote_stands_where_it_is_written() {
        assertThat(read("""
                _format_version: "2.1"
                services: [{name: s, host: a.test, routes: [{name: r, paths: [/a, /b/(?<id>\\d+)]}]}]
                """).place("route r", "paths[1]")).isEqualTo("f:2:67 /b/(?<id>\\d+)]}]}]");
    }

    @Test
    void one_place_may_be_several_entities() {
        Read read = read("""
                _format_version: "3.0"
                consumer_groups: [&gold {name: gold}]
                upstreams: [*gold]
                """);
        assertThat(read.place("upstream gold", "name")).isEqualTo("f:2:32 gold}]");
        assertThat(read.place("upstream gold", "slots")).isEqualTo("f:2:19 &gold {name: gold}]");
    }

    @Test
    void a_place_without_an_entity_is_given_back() {
        Location elsewhere = new Location("headgate.yaml", 3, 1);
        assertThat(read(NESTED).locations().of(elsewhere, "placement")).isEqualTo(elsewhere);
    }

    /// What asks for every field of every route finds each in its own line.
    @Test
    void many_routes_are_told_apart() {
        List<String> lines = new ArrayList<>(List.of("_format_version: \"3.0\"",
                "services: [{name: s, host: a.test}]", "routes:"));
        for (int i = 0; i < 1_000; i++) {
            lines.add("- {name: r" + i + ", service: s, hosts: [h" + i + ".test]}");
        }
        Read read = read(String.join("\n", lines));
        assertThat(read.gateway().routes()).allSatisfy(route -> assertThat(read.place("route " + route.name(),
                "hosts[0]")).endsWith(" h" + route.name().substring(1) + ".test]}"));
    }
}
