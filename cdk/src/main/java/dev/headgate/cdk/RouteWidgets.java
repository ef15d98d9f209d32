package dev.headgate.cdk;

import dev.headgate.router.GatewayMetrics;
import dev.headgate.router.GatewayMetrics.Metric;
import java.util.List;
import java.util.Map;
import software.amazon.awscdk.services.cloudwatch.GraphWidget;
import software.amazon.awscdk.services.cloudwatch.IWidget;
import software.amazon.awscdk.services.cloudwatch.LogQueryVisualizationType;
import software.amazon.awscdk.services.cloudwatch.LogQueryWidget;
import software.amazon.awscdk.services.cloudwatch.MathExpression;

/// What a dashboard shows of each route: out of the router's log, which is read only while somebody looks; and, where they
/// are reported, out of metrics.
record RouteWidgets(DeploymentSettings settings) {
    private static final int ROUTES_SHOWN = 50;

    List<IWidget> logs() {
        return List.of(
                table("Routes: how many milliseconds router and backend take", 2 * Graphs.WIDTH,
                        "filter ispresent(routeId)",
                        "stats count(*) as requests, pct(latencyMillis, 50) as p50, pct(latencyMillis, 95) as p95, "
                                + "pct(latencyMillis, 99) as p99, pct(upstreamMillis, 99) as backend99 by routeId",
                        "sort requests desc"),
                table("Routes: answers of 5xx", Graphs.WIDTH, "filter status >= 500",
                        "stats count(*) as answers by routeId, status, decision", "sort answers desc"));
    }

    private LogQueryWidget table(String title, int width, String... lines) {
        return LogQueryWidget.Builder.create().title(title).width(width).height(Graphs.HEIGHT)
                .view(LogQueryVisualizationType.TABLE)
                .logGroupNames(List.of("/aws/lambda/" + settings.name() + "-router"))
                .queryString(String.join("\n| ", lines) + "\n| limit " + ROUTES_SHOWN).build();
    }

    List<IWidget> metrics() {
        return List.of(search("Requests by route", "requests", Metric.REQUESTS, RegionMetrics.SUM),
                search("99th percentile by route", "ms", Metric.LATENCY, "p99"),
                search("Answers of 5xx by route", "requests", Metric.SERVER_ERRORS, RegionMetrics.SUM));
    }

    /// What API Gateway measures by itself of the routes of its own. The router's are among them, as `$default` or
    /// `/{proxy+}`.
    ///
    /// @param apis that serve routes by themselves
    List<IWidget> served(List<ApiMetrics> apis) {
        return List.of(
                Graphs.graph("Requests by API Gateway's routes", "requests",
                        apis.stream().map(api -> search(api.byMethod("Count", RegionMetrics.SUM)))),
                Graphs.graph("99th percentile by API Gateway's routes", "ms",
                        apis.stream().map(api -> search(api.byMethod("Latency", "p99")))),
                Graphs.graph("Answers of 5xx by API Gateway's routes", "answers",
                        apis.stream().map(api -> search(api.byMethod(api.serverErrors(), RegionMetrics.SUM)))));
    }

    /// Finds routes that there will be tomorrow too.
    private GraphWidget search(String title, String unit, Metric metric, String statistic) {
        String expression = "SEARCH('{%s,%s,%s} %s=\"%s\" MetricName=\"%s\"', '%s')".formatted(GatewayMetrics.NAMESPACE,
                GatewayMetrics.DEPLOYMENT, GatewayMetrics.ROUTE, GatewayMetrics.DEPLOYMENT, settings.name(),
                metric.text(), statistic);
        return Graphs.graph(title, unit, List.of(search(expression)));
    }

    private static MathExpression search(String expression) {
        return MathExpression.Builder.create().expression(expression).usingMetrics(Map.of()).label("")
                .period(Graphs.PERIOD).build();
    }
}
