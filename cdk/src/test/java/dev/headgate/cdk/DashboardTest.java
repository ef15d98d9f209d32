package dev.headgate.cdk;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.headgate.config.Settings;
import dev.headgate.golden.GoldenFile;
import dev.headgate.router.GatewayMetrics;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awscdk.assertions.Template;

class DashboardTest {
    private static final Path GOLDEN = Path.of(System.getProperty("headgate.root"),
            "cdk/src/test/resources/dev/headgate/cdk");
    private static final Pattern SEARCHED = Pattern.compile("MetricName=\"([A-Za-z]+)\"");

    private static Map<String, Template> templates;

    @BeforeAll
    static void makeStacks(@TempDir Path folder) throws IOException {
        templates = DeploymentKit.templates(DeploymentKit.in(folder).app("""
                "name": "shop", "regions": ["eu-central-1", "us-east-1"], "route_metrics": true,
                "cloudfront": true, "waf": {},
                "domain": {"name": "api.shop.example", "hosted_zone_id": "Z0123456789",
                    "hosted_zone_name": "shop.example"}
                """, Settings.Auth.EDGE, ""));
    }

    private static DashboardBody region() throws JsonProcessingException {
        return DashboardBody.of(templates.get("shop-eu-central-1"), "shop-eu-central-1");
    }

    private static DashboardBody overview() throws JsonProcessingException {
        return DashboardBody.of(templates.get("shop-overview"), "shop-overview");
    }

    @Test
    void a_Region_has_a_dashboard() throws IOException {
        GoldenFile.assertHolds(GOLDEN.resolve("region-dashboard.txt"), region().text());
    }

    @Test
    void all_Regions_have_one_together() throws IOException {
        GoldenFile.assertHolds(GOLDEN.resolve("overview-dashboard.txt"), overview().text());
    }

    @Test
    void the_one_of_all_Regions_needs_no_stack_of_theirs() {
        Template overview = templates.get("shop-overview");
        assertThat(overview.toJSON().get("Resources").toString().replace("{Ref=AWS::Region}", "")).doesNotContain(
                "Ref=", "Fn::Import",
                "Fn::GetAtt");
    }

    @Test
    void what_dashboards_show_is_what_the_functions_report() throws JsonProcessingException {
        Set<String> shown = new TreeSet<>(named(region()));
        shown.addAll(named(overview()));
        assertThat(shown).isSubsetOf(Arrays.stream(GatewayMetrics.Metric.values()).map(GatewayMetrics.Metric::text)
                .toList());
        assertThat(named(region())).contains("Requests", "Latency", "UpstreamLatency", "RateLimited", "ColdStarts",
                "AuthorizerRefused", "AuthorizerFailed");
    }

    /// Metrics of Headgate's own, in graphs and in searches.
    private static Set<String> named(DashboardBody body) {
        Set<String> names = new HashSet<>();
        for (JsonNode line : body.lines()) {
            if (line.path(0).asText().equals(GatewayMetrics.NAMESPACE)) {
                names.add(line.get(1).asText());
            }
            Matcher searched = SEARCHED.matcher(line.path(0).path("expression").asText());
            if (searched.find()) {
                names.add(searched.group(1));
            }
        }
        return names;
    }

    @Test
    void the_log_is_asked_for_keys_that_it_has() throws JsonProcessingException {
        List<String> queries = region().widgets().stream()
                .map(widget -> widget.get("properties").path("query").asText()).filter(query -> !query.isEmpty())
                .toList();
        assertThat(queries).hasSize(2)
                .allSatisfy(query -> assertThat(query).startsWith("SOURCE '/aws/lambda/shop-router'"));
    }
}
