package dev.headgate.local.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headgate.golden.GoldenFile;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/// What `headgate plan` prints of costs in each format; the amounts themselves are tested where they are computed.
class PlanCostsTest {
    private static final Path PAGE = Path.of(System.getProperty("headgate.root"), "docs/cost.md");

    private static final String SHOP = """
            _format_version: "3.0"
            services:
              - name: shop
                url: https://shop.example.com/api
                routes:
                  - {name: list, paths: ['~/products$'], methods: [GET]}
                  - {name: show, paths: ['~/products/(?<id>[^/]+)$'], methods: [GET]}
                  - {name: order, paths: ['~/orders$'], methods: [POST], plugins: [
                      {name: key-auth}, {name: rate-limiting, config: {minute: 60}}]}
            """;

    private static final String TRAFFIC = """
            requests_per_month: 50000000
            routes:
              list: {weight: 2}
              order: {requests: 5000000, backend_milliseconds: 250}
            """;

    @TempDir
    private Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int run(String... options) throws IOException {
        Path file = Files.writeString(folder.resolve("kong.yaml"), SHOP);
        CommandLine commandLine = Headgate.commandLine();
        commandLine.setOut(new PrintWriter(out));
        commandLine.setErr(new PrintWriter(err));
        commandLine.setColorScheme(CommandLine.Help.defaultColorScheme(CommandLine.Help.Ansi.OFF));
        String[] arguments = new String[options.length + 4];
        arguments[0] = "plan";
        arguments[1] = file.toString();
        arguments[2] = "--placement";
        arguments[3] = "balanced";
        System.arraycopy(options, 0, arguments, 4, options.length);
        return commandLine.execute(arguments);
    }

    private String file(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text).toString();
    }

    private String costs(String... options) throws IOException {
        assertThat(run(options)).as(err.toString()).isZero();
        return out.toString().replace(folder + "/", "");
    }

    @Test
    void the_page_has_an_example() throws IOException {
        String text = costs("--traffic", file("traffic.yaml", TRAFFIC));
        String table = text.substring(text.indexOf("ROUTE"), text.indexOf("\n\n", text.indexOf("ROUTE")));
        GoldenFile.assertHoldsBetween(PAGE, "<!-- example: written by a test -->\n", "<!-- /example -->\n",
                "```yaml\n" + SHOP + "```\n```yaml\n" + TRAFFIC
                        + "```\n```\n$ headgate plan kong.yaml --placement balanced --traffic traffic.yaml\n" + table
                        + "\n…\n"
                        + text.substring(text.indexOf("Costs of a month")) + "```\n");
    }

    @Test
    void a_pull_request_gets_tables() throws IOException {
        assertThat(costs("--format", "markdown", "--traffic", file("traffic.yaml", TRAFFIC)))
                .contains("| route | placement | USD a month | keys | why not native |\n|---|---|---:|---|---|\n",
                        "| | this plan | all on the router | Kong on EC2 | Kong on EKS |\n|---|---:|---:|---:|---:|\n",
                        "| API Gateway | 50.00 | 50.00 | - | - |\n",
                        "- Traffic: requests_per_month: 50000000, routes: {list: {weight: 2}, order: {requests: 5000000, "
                                + "backend_milliseconds: 250}}.\n");
    }

    @Test
    void programs_get_numbers() throws IOException {
        assertThat(costs("--format", "json", "--traffic", file("traffic.yaml", TRAFFIC)))
                .containsPattern("\"name\":\"list\",\"placement\":\"native\",\"cost\":[0-9]+\\.[0-9]{2},")
                .containsPattern("\"costs\":\\{\"currency\":\"USD\",\"region\":\"us-east-1\",\"noted\":\"2026-11-25\","
                        + "\"plan\":\\{\"total\":[0-9.]+,\"fixed\":[0-9.]+,\"items\":\\{\"api\":50.00,")
                .contains("\"kong_nodes\":2,", "{\"name\":\"regions\",\"value\":\"1\",\"is_default\":true}");
    }

    @Test
    void prices_may_be_ones_own() throws IOException {
        assertThat(costs("--format", "markdown", "--traffic", file("traffic.yaml", TRAFFIC), "--prices",
                file("prices.yaml", "region: eu-central-1\nprices: {http_api_requests: {price: 2}}")))
                .contains("| API Gateway | 100.00 | 100.00 | - | - |\n", "at eu-central-1's prices of 2026-11-25");
    }

    @Test
    void mistakes_are_reported_where_they_stand() throws IOException {
        assertThat(run("--traffic", file("traffic.yaml", "routes: {lst: {weight: 2}}"))).isEqualTo(Headgate.INPUT);
        assertThat(err.toString()).contains(
                "traffic.yaml:1:10 error HG0801 routes.lst: the configuration has no route 'lst'; did you mean list?.");
    }

    @Test
    void prices_alone_have_nothing_to_be_applied_to() throws IOException {
        assertThat(run("--prices", file("prices.yaml", "prices: {}"))).isEqualTo(DiffCommand.ERROR);
        assertThat(err.toString()).contains("has nothing to be applied to. Add --traffic.");
    }
}
