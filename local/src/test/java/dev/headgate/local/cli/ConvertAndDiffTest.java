package dev.headgate.local.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/// What `headgate convert` and `headgate diff` print, and how they end.
class ConvertAndDiffTest {
    private static final Path ROOT = Path.of(System.getProperty("headgate.root"));
    private static final String SHOP = """
            _format_version: "3.0"
            services:
              - name: shop
                url: https://shop.example/api
                tags: [eu]
                routes:
                  - {name: orders, paths: [/orders], plugins: [{name: rate-limiting, config: {minute: 5}}]}
            consumers:
              - username: alice
                keyauth_credentials: [{key: of-alice}]
                basicauth_credentials: [{username: al, password: hunter2}]
            """;

    @TempDir
    private Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int run(String... arguments) {
        out.getBuffer().setLength(0);
        CommandLine commandLine = Headgate.commandLine();
        commandLine.setOut(new PrintWriter(out));
        commandLine.setErr(new PrintWriter(err));
        return commandLine.execute(arguments);
    }

    private String write(String name, String content) throws IOException {
        return Files.writeString(folder.resolve(name), content).toString();
    }

    @Test
    void a_file_is_printed_in_full_and_flat() throws IOException {
        assertThat(run("convert", write("kong.yaml", SHOP))).isZero();
        assertThat(out.toString()).startsWith("_format_version: \"3.0\"\nservices:\n  - id: ")
                .contains("    protocol: https\n", "    host: shop.example\n", "    port: 443\n", "    path: /api\n",
                        "    retries: 5\n", "    read_timeout: 60000\n", "    service: shop\n",
                        "    strip_path: true\n", "    route: orders\n", "      minute: 5\n",
                        "      limit_by: consumer\n",
                        "    key: of-alice\n", "    consumer: alice\n")
                .doesNotContain("url:", "  routes:", "redis");
    }

    @Test
    void vaults_and_their_references_stay_what_they_are() throws IOException {
        assertThat(run("convert", write("vaults.yaml", """
                _format_version: "3.0"
                vaults:
                  - {name: env, prefix: mine, config: {prefix: my_}}
                  - {name: aws, prefix: store, config: {region: eu-west-1}}
                plugins: [{name: session, config: {secret: "{vault://mine/word}"}}]
                """))).as("%s", err).isZero();
        String once = out.toString();
        assertThat(once).contains("secret: '{vault://mine/word}'");
        assertThat(run("convert", write("once.yaml", once))).as("%s", err).isZero();
        assertThat(out).hasToString(once);
    }

    @ParameterizedTest
    @ValueSource(strings = {"yaml", "json"})
    void what_is_printed_says_the_same_and_is_printed_alike(String format) throws IOException {
        for (Path example : new Path[]{ROOT.resolve("examples/quickstart/kong.yaml"),
                ROOT.resolve("examples/public-api/kong.yaml"), ROOT.resolve("examples/cognito/kong.yaml")}) {
            assertThat(run("convert", example.toString(), "--format", format)).as("%s", err).isZero();
            String once = out.toString();
            String converted = write("once." + format, once);
            assertThat(run("convert", converted, "--format", format)).as("%s", err).isZero();
            assertThat(out).hasToString(once);
            assertThat(run("diff", example.toString(), converted)).as("%s", out).isZero();
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock = """
                    # of the file            | is written                                 | exit code, and what is said
                    url: https://shop.example/api | url: https://shop.example:443/api    | 0 Summary: 0 0 0
                    tags: [eu]               | tags: [us]                                 | 0 Summary: 0 0 0; Without effect on traffic: service shop: tags
                    paths: [/orders]         | paths: [/orders], strip_path: true         | 0 Summary: 0 0 0
                    paths: [/orders]         | paths: [/orders, /o]                       | 2 updating route orders: paths: ["/orders"] -> ["/orders", "/o"]; Summary: 0 1 0
                    minute: 5                | minute: 6, hour: 9                         | 2 updating plugin rate-limiting (route orders): config.minute: 5 -> 6: config.hour: none -> 9; Summary: 0 1 0
                    minute: 5                | minute: 5, sync_rate: 10, policy: redis, redis: {host: r} | 2 updating plugin rate-limiting (route orders): config.policy: "local" -> "redis": config.sync_rate: -1 -> 10; Summary: 0 1 0; Without effect on traffic: plugin rate-limiting (route orders): config.redis
                    name: orders             | name: order                                | 2 creating route order: creating plugin rate-limiting (route order): deleting route orders: deleting plugin rate-limiting (route orders); Summary: 2 0 2
                    username: alice          | custom_id: a-1, username: alice            | 2 updating consumer alice: custom_id: none -> "a-1"; Summary: 0 1 0
                    password: hunter2        | password: hunter3                          | 2 updating basicauth_credential al (consumer alice): password: *** -> ***; Summary: 0 1 0
                    """)
    void what_changes_for_traffic_is_told(String original, String replacement, String said) throws IOException {
        String written = original.startsWith("username: alice") ? replacement.replace(", ", "\n    ") : replacement;
        int exitCode = run("diff", write("before.yaml", SHOP), write("after.yaml", SHOP.replace(original, written)));
        assertThat(exitCode + " " + oneLine(out.toString())).as("%s", err).isEqualTo(said);
    }

    @Test
    void routes_of_equal_rank_in_another_order_are_told() throws IOException {
        String before = """
                _format_version: "3.0"
                services:
                  - name: s
                    url: http://s.example
                    routes:
                      - {name: a, paths: [/x]}
                      - {name: b, paths: [/x]}
                """;
        String after = before.replace("{name: a, paths: [/x]}", "{}").replace(
                "{name: b, paths: [/x]}", "{name: a, paths: [/x]}").replace("{}",
                        "{name: b, paths: [/x]}");
        assertThat(run("diff", write("before.yaml", before), write("after.yaml", after))).isEqualTo(2);
        assertThat(out.toString()).startsWith("reordering routes b and a: ");
    }

    @Test
    void a_program_gets_the_same_as_json() throws IOException {
        assertThat(run("diff", "--format", "json", write("before.yaml", SHOP),
                write("after.yaml", SHOP.replace("minute: 5", "minute: 6").replace("hunter2", "hunter3"))))
                .isEqualTo(2);
        assertThat(out.toString()).contains("\"field\":\"config.minute\",\"old\":\"5\",\"new\":\"6\"",
                "\"summary\":{\"creating\":0,\"updating\":2,\"deleting\":0,\"total\":2}")
                .doesNotContain("hunter");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock = """
                    # command                 | exit code
                    convert bad.yaml          | 1
                    convert missing.yaml      | 3
                    convert                   | 2
                    diff good.yaml            | 1
                    diff good.yaml bad.yaml   | 1
                    diff good.yaml missing.yaml | 3
                    diff good.yaml good.yaml  | 0
                    """)
    void a_command_ends_so(String command, int exitCode) throws IOException {
        write("good.yaml", SHOP);
        write("bad.yaml", SHOP.replace("minute", "minutes"));
        String[] arguments = command.split(" ");
        for (int i = 1; i < arguments.length; i++) {
            arguments[i] = folder.resolve(arguments[i]).toString();
        }
        assertThat(run(arguments)).isEqualTo(exitCode);
    }

    private static String oneLine(String text) {
        return text
                .replaceAll("Summary:\n  Created: (\\d+)\n  Updated: (\\d+)\n  Deleted: (\\d+)\n",
                        "; Summary: $1 $2 $3; ")
                .replace("Without effect on traffic:\n  ", "Without effect on traffic: ").replaceAll("\n *", ": ")
                .replaceAll(": ; ", "; ").replaceAll("^; |(; |: )+$", "");
    }
}
