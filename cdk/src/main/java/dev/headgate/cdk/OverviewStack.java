package dev.headgate.cdk;

import dev.headgate.router.GatewayMetrics.Metric;
import dev.headgate.tables.Tables;
import java.util.List;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.StackProps;
import software.amazon.awscdk.services.cloudwatch.Dashboard;
import software.amazon.awscdk.services.cloudwatch.GraphWidget;
import software.constructs.Construct;

/// All Regions in one dashboard, which stands in the first of them. It knows the others' metrics by their names, so that it
/// needs none of their stacks; while the first Region is lost, their own dashboards are there.
final class OverviewStack extends Stack {
    private final DeploymentSettings settings;

    OverviewStack(Construct scope, String id, StackProps properties, DeploymentSettings settings) {
        super(scope, id, properties);
        this.settings = settings;
        Tables tables = Tables.named(settings.name());
        Dashboard.Builder.create(this, "Dashboard").dashboardName(settings.name() + "-overview")
                .defaultInterval(Duration.days(1))
                .widgets(List.of(
                        List.of(gateway("Requests", "requests", Metric.REQUESTS, RegionMetrics.SUM),
                                gateway("Answers of 5xx, of all", "share", Metric.SERVER_ERRORS, "Average"),
                                gateway("Latency of the router, p99", "ms", Metric.LATENCY, "p99")),
                        List.of(gateway("Refused by the authorizer", "requests", Metric.AUTHORIZER_REFUSED,
                                RegionMetrics.SUM),
                                gateway("Refused for a limit", "requests", Metric.RATE_LIMITED, RegionMetrics.SUM),
                                gateway("Stores not reached", "requests", Metric.STORE_FAILURES, RegionMetrics.SUM)),
                        List.of(router("Concurrent executions of the router", "ConcurrentExecutions", "Maximum"),
                                router("Throttles of the router", "Throttles", RegionMetrics.SUM),
                                router("Errors of the router", "Errors", RegionMetrics.SUM)),
                        List.of(tables("Throttled writes", "WriteThrottleEvents", List.of(tables.counters())),
                                tables("Throttled reads", "ReadThrottleEvents",
                                        List.of(tables.counters(), tables.keys())),
                                gateway("Latency of the backends, p99", "ms", Metric.UPSTREAM_LATENCY, "p99"))))
                .build();
    }

    private GraphWidget gateway(String title, String unit, Metric metric, String statistic) {
        return graph(title, unit, (region, metrics) -> Stream.of(Graphs.line(region,
                metrics.gateway(metric, statistic, Graphs.PERIOD))));
    }

    private GraphWidget router(String title, String metric, String statistic) {
        return graph(title, "invocations", (region, metrics) -> Stream.of(Graphs.line(region,
                metrics.function("router", metric, statistic, Graphs.PERIOD))));
    }

    private GraphWidget tables(String title, String metric, List<String> tables) {
        return graph(title, "events", (region, metrics) -> tables.stream().map(table -> Graphs.line(
                region + " " + table, metrics.table(table, metric, Graphs.PERIOD))));
    }

    private GraphWidget graph(String title, String unit,
            BiFunction<String, RegionMetrics, Stream<software.amazon.awscdk.services.cloudwatch.Metric>> lines) {
        return Graphs.graph(title, unit, settings.regions().stream()
                .flatMap(region -> lines.apply(region, RegionMetrics.of(settings, region))));
    }
}
