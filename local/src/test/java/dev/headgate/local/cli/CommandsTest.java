package dev.headgate.local.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;

/// The commands that print and end: what they print and how they end.
class CommandsTest {
    private static final Path ROOT = Path.of(System.getProperty("headgate.root"));

    @TempDir
    private Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @BeforeEach
    void writeConfigurations() throws IOException {
        Files.writeString(folder.resolve("good.yaml"), """
                _format_version: "3.0"
                services:
                  - name: shop
                    url: http://shop.internal:8080/api
                    plugins: [{name: correlation-id}]
                    routes:
                      - {name: orders, paths: [/orders], methods: [GET, POST]}
                      - {name: admin, hosts: [admin.example.com], paths: [/orders], protocols: [https]}
                      - {name: item, paths: ["~/items/(?<id>[^/]+)$"], plugins: [{name: key-auth}]}
                consumers:
                  - username: alice
                    plugins: [{name: rate-limiting, config: {minute: 5}}]
                """);
        Files.writeString(folder.resolve("stop.yaml"), """
                _format_version: "3.0"
                routes:
                  - {name: stop, paths: [/], plugins: [{name: request-termination, config: {status_code: 418}}]}
                """);
        Files.createDirectories(folder.resolve("parts/empty"));
        Files.writeString(folder.resolve("parts/a.yaml"), """
                _format_version: "3.0"
                services: [{name: a, url: "http://a.test", tags: [team-a, team-b]}]
                """);
        Files.writeString(folder.resolve("parts/b.yaml"), """
                routes: [{name: b, service: a, paths: [/b], tags: [team-a, team-b]}]
                """);
        Files.writeString(folder.resolve("shell.yaml"), """
                _format_version: "3.0"
                consumers: [{username: $PATH}]
                """);
        Files.writeString(folder.resolve("bad.yaml"), """
                _format_version: "3.0"
                services:
                  - name: shop
                    url: http://shop.internal
                    retires: 3
                """);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock = """
                    # command                                            | exit code
                    validate good.yaml                                   | 0
                    validate bad.yaml                                    | 1
                    validate parts                                       | 0
                    validate parts/a.yaml parts/b.yaml                   | 0
                    validate parts/b.yaml                                | 1
                    validate parts/empty                                 | 3
                    validate parts --select-tag team-a,team-b            | 0
                    validate parts --select-tag team-c                   | 1
                    validate shell.yaml                                  | 1
                    validate shell.yaml --env                            | 0
                    routes parts/a.yaml parts/b.yaml                     | 0
                    explain GET /b --config parts/a.yaml --config parts/b.yaml | 0
                    validate bad.yaml --format json                      | 1
                    validate missing.yaml                                | 3
                    validate                                             | 2
                    validate good.yaml --nonsense                        | 2
                    schema                                               | 0
                    validate good.yaml --plugins missing                 | 3
                    validate good.yaml --plugins .                       | 3
                    schema good.yaml                                     | 2
                    routes good.yaml                                     | 0
                    routes bad.yaml                                      | 1
                    explain GET /orders --config good.yaml               | 0
                    explain GET nowhere --config good.yaml               | 2
                    explain GET /orders --config bad.yaml                | 1
                    explain GET /orders                                  | 2
                    explain GET /orders --config good.yaml --consumer eve | 2
                    invoke router --config good.yaml --event missing.json | 3
                    invoke nobody --config good.yaml --event missing.json | 2
                    start missing.yaml                                   | 3
                    start good.yaml --port 65535                         | 2
                    start good.yaml --port 65536 --store memory          | 2
                    start good.yaml --port -1                            | 2
                    start bad.yaml                                       | 1
                    start good.yaml --api soap                           | 2
                    start - --watch                                      | 2
                    start good.yaml --store memory --data here           | 2
                    start good.yaml --port 0 --data good.yaml            | 3
                    start good.yaml --concurrency 3                      | 2
                    start good.yaml --processes --concurrency 0          | 2
                    start good.yaml --processes --store memory           | 2
                    start good.yaml --processes --auth strict            | 2
                    start good.yaml --processes --env                    | 2
                    start good.yaml --processes --select-tag team-a      | 2
                    start - --processes                                  | 2
                    start --assembly nowhere                             | 1
                    start good.yaml --assembly nowhere                   | 2
                    start --assembly nowhere --api rest                  | 2
                    start --assembly nowhere --processes                 | 2
                    start good.yaml --in-process                         | 2
                    start good.yaml --target arn=http://127.0.0.1:1      | 2
                    --help                                               | 0
                    --version                                            | 0
                    help validate                                        | 0
                    generate-completion                                  | 0
                    nonsense                                             | 2
                    """)
    void how_a_command_ends(String command, int exitCode) {
        assertThat(run(command)).as("%s%n%s", out, err).isEqualTo(exitCode);
    }

    @ParameterizedTest
    @ValueSource(strings = {"start", "validate", "routes", "explain", "invoke", "schema"})
    void every_command_has_help(String command) {
        assertThat(run(command + " --help")).isZero();
        assertThat(out.toString()).contains("Usage: headgate " + command, "--help");
    }

    @Test
    void validate_prints_a_line_a_finding_and_a_summary() {
        run("validate bad.yaml");
        assertThat(out.toString()).isEqualTo("""
                FOLDER/bad.yaml:5:5 error HG0104 service shop retires: unknown field. Did you mean retries?
                FOLDER/bad.yaml cannot be used (errors: 1, warnings: 0)
                """.replace("FOLDER", folder.toString()));
    }

    @Test
    void validate_prints_json_for_programs() {
        run("validate bad.yaml --format json");
        assertThat(out.toString()).isEqualTo("""
                [
                  {"severity":"error","code":"HG0104","entity_type":"service","entity_name":"shop","field":"retires",\
                "message":"unknown field.","hint":"Did you mean retries?","file":"FOLDER/bad.yaml","line":5,"column":5}
                ]
                """.replace("FOLDER", folder.toString()));
    }

    @Test
    void schema_prints_what_is_published() throws IOException {
        run("schema");
        assertThat(out.toString()).isEqualTo(Files.readString(ROOT.resolve("docs/kong-3.0.schema.json")));
    }

    @Test
    void routes_prints_the_table_in_matching_order() {
        run("routes good.yaml");
        assertThat(out.toString()).isEqualTo("""
                #  ROUTE   MATCHES                                 SERVICE                        PLUGINS                   AUTHENTICATION
                1  admin   hosts admin.example.com; paths /orders  http://shop.internal:8080/api  correlation-id            -
                2  orders  paths /orders; methods GET, POST        http://shop.internal:8080/api  correlation-id            -
                3  item    paths ~/items/(?<id>[^/]+)$             http://shop.internal:8080/api  correlation-id, key-auth  edge: key-auth
                """);
    }

    @Test
    void explain_says_where_a_request_goes_and_what_others_lack() {
        run("explain GET http://shop.example.com/orders/7?x=1 --config good.yaml --consumer alice");
        assertThat(out.toString()).isEqualTo("""
                request         GET /orders/7?x=1
                matched as      /orders/7
                route           orders (FOLDER/good.yaml:7:9)
                service         shop (FOLDER/good.yaml:3:5)
                upstream        http://shop.internal:8080/api/7?x=1
                plugin          correlation-id, service shop (FOLDER/good.yaml:5:15)
                plugin          rate-limiting, consumer alice (FOLDER/good.yaml:12:15)
                authentication  none
                not matched     admin (FOLDER/good.yaml:8:9): host: shop.example.com is not among admin.example.com
                """.replace("FOLDER", folder.toString()));
    }

    @Test
    void explain_says_when_the_protocol_is_refused() {
        run("explain GET http://admin.example.com/orders --config good.yaml");
        assertThat(out.toString()).contains("route           admin", "answered        426",
                "outranked       orders (" + folder + "/good.yaml:7:9): ");
    }

    @Test
    void invoke_answers_with_the_documents_that_Lambda_would_give() {
        String router = ROOT.resolve("events/http-v2-get.json").toString();
        assertThat(run("invoke router --config stop.yaml --event " + router)).isZero();
        assertThat(out.toString()).startsWith("{\"statusCode\":418,");

        String authorizer = ROOT.resolve("events/authorizer-http-v2.json").toString();
        out.getBuffer().setLength(0);
        assertThat(run("invoke authorizer --config stop.yaml --event " + authorizer)).isZero();
        assertThat(out.toString()).isEqualTo("{\"isAuthorized\":true}\n");
    }

    private int run(String command) {
        String[] arguments = command
                .replaceAll("(?<= )(?:(?:good|bad|stop|missing|shell)\\.(?:yaml|json)|parts)", folder + "/$0")
                .split(" ");
        CommandLine commandLine = Headgate.commandLine().setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true)).setColorScheme(CommandLine.Help.defaultColorScheme(Ansi.OFF));
        return commandLine.execute(arguments);
    }
}
