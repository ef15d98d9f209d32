package dev.headgate.local.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
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
                  - {name: prefix, paths: [/carts]}
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
                HTTP API, placement balanced: of 2 routes, 1 native, 0 in part, 1 on the router.

                ROUTE   PLACEMENT  KEY          BACKEND
                list    native     GET /orders  https://shop.example.com/api
                prefix  router     -            https://shop.example.com/api

                prefix: not native, or not all of it
                  kong.yaml:7:32 PREFIX paths[0]: /carts takes every path that begins with it. Write the paths that clients ask \
                for: ~/carts$ for it alone, ~/carts/(?<id>[^/]+)$ for those below it.

                Native routes differ from the router in this:
                  The backend gets API Gateway's forwarding fields (Forwarded, X-Forwarded-For, -Port, -Proto, \
                X-Amzn-Trace-Id), and neither X-Forwarded-Host, -Path, -Prefix, X-Real-IP nor Via.
                  The client gets API Gateway's own fields (Apigw-Requestid), and neither X-Kong-*, Via nor Server.
                  What API Gateway answers by itself (a backend that cannot be reached, a throttle) has its own body.
                  A connection that fails is not tried again as the service's retries says.
                """);
    }

    @Test
    void nothing_is_native_that_would_differ_more_than_the_default_accepts() throws IOException {
        assertThat(plan())
                .startsWith("HTTP API, placement strict: of 2 routes, 0 native, 0 in part, 2 on the router.\n")
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
                        paths: ['~/orders$', /carts]
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
                place("PREFIX", 9, 30, "paths[1]"));
    }

    private static String place(String code, int line, int column, String field) {
        return "{\"code\":\"" + code + "\",\"file\":\"shop.yaml\",\"line\":" + line + ",\"column\":" + column
                + ",\"field\":\"" + field + "\",";
    }

    @Test
    void a_pull_request_gets_a_table() throws IOException {
        assertThat(plan("--placement", "balanced", "--format", "markdown")).contains(
                "| list | native | `GET /orders` → `https://shop.example.com/api` |  |\n",
                "~/carts/(?&lt;id>[^/]+)$ for those below it. |\n",
                "- The backend gets API Gateway's forwarding fields");
    }

    @Test
    void programs_get_an_object() throws IOException {
        assertThat(plan("--placement", "balanced", "--format", "json"))
                .startsWith("{\"api\":\"http\",\"placement\":\"balanced\",\"routes\":[{\"id\":\"")
                .contains("\"name\":\"list\",\"placement\":\"native\",\"keys\":[{\"key\":\"GET /orders\","
                        + "\"uri\":\"https://shop.example.com/api\",\"differences\":[\"FORWARDING_FIELDS\","
                        + "\"GATEWAY_FIELDS\",\"ERROR_BODIES\",\"RETRIES\"]}],\"reasons\":[]}",
                        "\"code\":\"PREFIX\",\"file\":\"kong.yaml\",\"line\":7,\"column\":32,\"field\":\"paths[0]\"");
    }
}
