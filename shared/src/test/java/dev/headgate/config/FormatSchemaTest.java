package dev.headgate.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headgate.golden.GoldenFile;
import dev.headgate.plugin.PluginRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/// Holds docs/kong-3.0.schema.json to the field tables, and the schema to what [KongReader] says of files.
class FormatSchemaTest {
    private static final Path ROOT = Path.of(System.getProperty("headgate.root", ".."));
    private static final Path CASES = ROOT.resolve("shared/src/test/resources/dev/headgate/config/errors");
    private static final SchemaCheck SCHEMA = new SchemaCheck(
            (Map<?, ?>) parsed(FormatSchema.text(PluginRegistry.OWN)));

    /// What a schema can tell: wrong types, missing and unknown fields, words and numbers outside their range, what is not
    /// supported.
    private static final Set<String> TELLABLE = Set.of("HG0102", "HG0103", "HG0104", "HG0106", "HG0107", "HG0201",
            "HG0202",
            "HG0203", "HG0204");

    @Test
    void the_published_schema_is_that_of_the_tables() throws IOException {
        GoldenFile.assertHolds(ROOT.resolve("docs/kong-3.0.schema.json"), FormatSchema.text(PluginRegistry.OWN));
    }

    /// All but those with plugins that are not Headgate's.
    static Stream<Path> examples() throws IOException {
        try (Stream<Path> files = Files.walk(ROOT.resolve("examples"))) {
            return files.filter(file -> file.getFileName().toString().matches("kong.*\\.ya?ml")
                    && !Files.exists(file.resolveSibling("pom.xml"))).toList().stream();
        }
    }

    @ParameterizedTest
    @MethodSource("examples")
    void an_example_obeys_the_schema(Path file) throws IOException {
        assertThat(SCHEMA.problems(parsed(Files.readString(file)))).isEmpty();
    }

    static Stream<Path> tellable() throws IOException {
        try (Stream<Path> files = Files.list(CASES)) {
            return files
                    .filter(file -> !file.toString().endsWith(".txt") && TELLABLE.contains(name(file).substring(0, 6)))
                    .sorted().toList().stream();
        }
    }

    @ParameterizedTest
    @MethodSource("tellable")
    void an_error_case_breaks_the_schema(Path file) throws IOException {
        assertThat(SCHEMA.problems(parsed(Files.readString(file)))).isNotEmpty();
    }

    static Stream<Path> accepted() throws IOException {
        try (Stream<Path> files = Files.list(CASES)) {
            return files.filter(file -> name(file).matches("HG0[34].*\\.yaml")).sorted().toList().stream();
        }
    }

    @ParameterizedTest
    @MethodSource("accepted")
    void a_file_with_warnings_only_obeys_the_schema(Path file) throws IOException {
        assertThat(SCHEMA.problems(parsed(Files.readString(file)))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {services: [{url: 'http://a'}]}                                                       | yes
            {services: [{host: a, retries: null, routes: [{paths: [/]}]}]}                        | yes
            {services: [{name: a}]}                                                               | no
            {services: [{host: a, port: 70000}]}                                                  | no
            {services: [{host: a, tls_verify_depth: 3}]}                                          | yes
            {services: [{host: a, prot: 80}]}                                                     | no
            {routes: [{paths: [/], service: a}]}                                                  | yes
            {routes: [{paths: [/], service: {name: a}}]}                                          | yes
            {routes: [{paths: [/], service: {nom: a}}]}                                           | no
            {routes: [{name: a}]}                                                                 | no
            {plugins: [{name: key-auth}]}                                                         | yes
            {plugins: [{name: key-auth, config: {key_names: [k]}}]}                               | yes
            {plugins: [{name: key-auth, config: {key_names: k}}]}                                 | no
            {plugins: [{name: key-auth, config: {minute: 5}}]}                                    | no
            {plugins: [{name: rate-limiting, config: {minute: 5}}]}                               | yes
            {plugins: [{name: acme}]}                                                             | no
            {consumers: [{username: a, keyauth_credentials: [{key: k}]}]}                         | yes
            {keyauth_credentials: [{key: k, consumer: a}]}                                        | yes
            {keyauth_credentials: [{key: k}]}                                                     | no
            {upstreams: [{name: a, use_srv_name: false}]}                                         | yes
            {upstreams: [{name: a, use_srv_name: true}]}                                          | no
            {upstreams: [{name: a, healthchecks: {active: {healthy: {interval: 0}}}}]}            | yes
            {upstreams: [{name: a, healthchecks: {active: {healthy: {interval: -5}}}}]}            | no
            {certificates: []}                                                                    | yes
            {certificates: [{cert: a, key: b, snis: [{name: c}]}]}                                | yes
            {snis: [{name: c}]}                                                                   | no
            {consumer_groups: [{name: a, plugins: [{name: key-auth}], consumers: [{username: b}]}]} | yes
            {consumers: [{username: a, groups: [{name: b}]}]}                                     | yes
            {consumer_group_plugins: [{name: key-auth, consumer_group: a}]}                       | yes
            {consumer_group_plugins: [{name: key-auth}]}                                          | no
            {consumer_group_consumers: [{consumer: a}]}                                           | no
            {servces: []}                                                                         | no
            """)
    void a_file_obeys_the_schema(String content, String obeys) {
        Map<Object, Object> file = new LinkedHashMap<>((Map<?, ?>) parsed(content));
        file.put("_format_version", "3.0");
        List<String> problems = SCHEMA.problems(file);
        assertThat(problems.isEmpty()).as("%s", problems).isEqualTo(obeys.equals("yes"));
    }

    private static String name(Path file) {
        return file.getFileName().toString();
    }

    private static Object parsed(String text) {
        return new Load(LoadSettings.builder().build()).loadFromString(text);
    }
}
