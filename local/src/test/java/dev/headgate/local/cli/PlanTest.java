package dev.headgate.local.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headgate.plan.Difference;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

/// What `headgate plan` prints in each format.
class PlanTest {
    private static final String SHOP = """
            _format_version: "3.0"
            services:
              - name: shop
                url: https://shop.example.com/api
                routes:
                  - {name: list, paths: ['~/orders$'], methods: [GET]}
                  - {name: prefix, paths: [/carts], plugins: [{name: key-auth}]}
                  - {name: old, paths: ['~/carts/[0-9]+$'], plugins: [{name: key-auth}]}
            """;

    @TempDir
    private Path folder;

    private String plan(String... options) throws IOException {
        return plan(Files.writeString(folder.resolve("kong.yaml"), SHOP), options);
    }

    private String plan(Path file, String... options) {
        StringWriter out = new StringWriter();
        CommandLine commandLine = Headgate.commandLine();
        commandLine.setOut(new PrintWriter(out));
        commandLine.setColorScheme(CommandLine.Help.defaultColorScheme(CommandLine.Help.Ansi.OFF));
        String[] arguments = new String[options.length + 2];
        arguments[0] = "plan";
        arguments[1] = file.toString();
        System.arraycopy(options, 0, arguments, 2, options.length);
        assertThat(commandLine.execute(arguments)).isZero();
        return out.toString().replace(folder + "/", "");
    }

    @Test
    void people_read_what_is_native_and_why_not_the_rest() throws IOException {
        assertThat(plan("--placement", "balanced")).isEqualTo("""
                HTTP API, placement balanced: of 3 routes, 2 native, 0 in part, 1 on the router.

                ROUTE   PLACEMENT          KEY                  BACKEND
                list    native             GET /orders          https://shop.example.com/api
                prefix  native+authorizer  ANY /carts           https://shop.example.com/api
                        native+authorizer  ANY /carts/{proxy+}  https://shop.example.com/api/{proxy}
                old     router             -                    https://shop.example.com/api

                old: not native, or not all of it
                  kong.yaml:8:29 EXPRESSION paths[0]: ~/carts/[0-9]+$ is not made of whole segments up to the end. Write whole \
                segments, [^/]+ for a variable one, and $ at the end.

                Keys that lead to the router, so that no native key takes what belongs to another route:
                  ANY /carts/{segment2}

                Native routes differ from the router in this:
                """
                + Stream.of(Difference.FORWARDING_FIELDS, Difference.GATEWAY_FIELDS, Difference.ERROR_BODIES,
                        Difference.RETRIES, Difference.VARIABLE_SEGMENTS, Difference.CONSUMER_FIELDS)
                        .map(difference -> "  " + difference.meaning().replace("`", "") + "\n")
                        .collect(Collectors.joining()));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            # format | headgate.yaml                                           | said
            text     | auth: edge                                              | Rate limits: each Region admits the whole limit; with n Regions n times as much. rate_limits.regions in headgate.yaml splits them.
            markdown | auth: edge                                              | Rate limits: each Region admits the whole limit; with n Regions n times as much. `rate_limits.regions` in `headgate.yaml` splits them.
            text     | rate_limits: {regions: {us-east-1: 2, eu-west-1: 0.5}}  | Rate limits are split over Regions by weight: us-east-1 2, eu-west-1 0.5. Each admits its share and tells clients of that.
            json     | rate_limits: {regions: {us-east-1: 2, eu-west-1: 0.5}}  | "rate_limits":{"scope":"split","regions":[{"region":"us-east-1","weight":2.0},{"region":"eu-west-1","weight":0.5}],"meaning":"Rate limits are split over
            json     | auth: edge                                              | "rate_limits":{"scope":"region","regions":[],"meaning":"Rate limits: each Region
            """)
    void how_limits_count_over_regions_is_said_once(String format, String settings, String said) throws IOException {
        Files.writeString(folder.resolve("headgate.yaml"), settings);
        Path limited = Files.writeString(folder.resolve("limited.yaml"),
                SHOP.replace("{name: key-auth}", "{name: rate-limiting, config: {minute: 5}}"));
        assertThat(plan(limited, "--format", format)).containsOnlyOnce(said);
        assertThat(plan("--format", format)).doesNotContain("Rate limits");
    }

    @Test
    void nothing_is_native_that_would_differ_more_than_the_default_accepts() throws IOException {
        assertThat(plan())
                .startsWith("HTTP API, placement strict: of 3 routes, 0 native, 0 in part, 3 on the router.\n")
                .contains(
                        "DIFFERENCE retries: A connection that fails is not tried again as the service's retries says. "
                                + "Write retries: 0, or place by the policy balanced.");
    }

    @Test
    void every_reason_says_where_its_field_is_written() throws IOException {
        Path file = Files.writeString(folder.resolve("shop.yaml"), """
                _format_version: "3.0"
                _info: {defaults: {route: {preserve_host: true}}}
                services:
                  - name: shop
                    url: http://10.0.0.1/api
                    retries: 2
                    routes:
                      - name: list
                        paths: ['~/orders$', '~/carts/[0-9]']
                        hosts: [shop.example.com]
                        plugins: [{name: cors}]
                  - {name: bare, url: http://b.test, routes: [{name: other, paths: ['~/other$']}]}
                """);
        assertThat(plan(file, "--format", "json")).contains(
                place("HOSTS", 10, 16, "hosts"),
                place("PLUGIN", 11, 19, ""),
                place("BACKEND", 5, 10, "host"),
                place("BACKEND", 2, 43, "preserve_host"),
                place("DIFFERENCE", 6, 14, "retries"),
                place("DIFFERENCE", 12, 5, "retries"),
                place("EXPRESSION", 9, 30, "paths[1]"));
    }

    private static String place(String code, int line, int column, String field) {
        return "{\"code\":\"" + code + "\",\"file\":\"shop.yaml\",\"line\":" + line + ",\"column\":" + column
                + ",\"field\":\"" + field + "\",";
    }

    @Test
    void a_pull_request_gets_a_table() throws IOException {
        assertThat(plan("--placement", "balanced", "--format", "markdown")).contains(
                "| list | native | `GET /orders` → `https://shop.example.com/api` |  |\n",
                "whole segments, [^/]+ for a variable one, and $ at the end. |\n",
                "- The backend gets names ");
    }

    @Test
    void programs_get_an_object() throws IOException {
        assertThat(plan("--placement", "balanced", "--format", "json"))
                .startsWith(
                        "{\"format_version\":\"1.0\",\"api\":\"http\",\"placement\":\"balanced\",\"routes\":[{\"id\":\"")
                .contains("\"name\":\"list\",\"placement\":\"native\",\"keys\":[{\"key\":\"GET /orders\","
                        + "\"integration\":{\"type\":\"http\",\"method\":\"ANY\",\"uri\":\"https://shop.example.com/api\","
                        + "\"request\":{\"overwrite:header.x-real-ip\":\"$context.identity.sourceIp\",",
                        "\"overwrite:header.x-forwarded-prefix\":\"/orders\"},\"response\":{}},"
                                + "\"authorization\":{\"type\":\"none\"},\"differences\":[\"FORWARDING_FIELDS\","
                                + "\"GATEWAY_FIELDS\",\"ERROR_BODIES\",\"RETRIES\"]}],\"reasons\":[]}",
                        "\"authorization\":{\"type\":\"lambda\",\"identity_sources\":[],\"cache_seconds\":0}",
                        "\"remove:header.x-anonymous-consumer\":\"\",\"overwrite:header.x-consumer-id\":"
                                + "\"$context.authorizer.toldXConsumerID\"",
                        "\"code\":\"EXPRESSION\",\"file\":\"kong.yaml\",\"line\":8,\"column\":29,\"field\":\"paths[0]\"",
                        "\"guards\":[\"ANY /carts/{segment2}\"]");
    }
}
