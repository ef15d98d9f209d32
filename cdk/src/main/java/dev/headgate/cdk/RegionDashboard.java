package dev.headgate.cdk;

import dev.headgate.router.GatewayMetrics.Metric;
import dev.headgate.tables.Tables;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.cloudwatch.AlarmBase;
import software.amazon.awscdk.services.cloudwatch.AlarmStatusWidget;
import software.amazon.awscdk.services.cloudwatch.Dashboard;
import software.amazon.awscdk.services.cloudwatch.IWidget;
import software.constructs.Construct;

/// The dashboard of one Region: first whether all is well, then what clients see, then what makes it so.
final class RegionDashboard extends Construct {
    private static final int ALARMS_HEIGHT = 3;

    private final DeploymentSettings settings;
    private final RegionMetrics metrics;
    private final List<ApiMetrics> apis;
    private final List<String> functions;

    /// @param serving those of the APIs that serve routes by themselves
    /// @param functions what follows the deployment's name in those of its functions; the router is among them
    RegionDashboard(Construct scope, String id, DeploymentSettings settings, List<ApiMetrics> apis,
            List<ApiMetrics> serving, List<String> functions, List<AlarmBase> alarms) {
        super(scope, id);
        this.settings = settings;
        this.metrics = RegionMetrics.own(settings);
        this.apis = List.copyOf(apis);
        this.functions = List.copyOf(functions);
        List<List<IWidget>> rows = new ArrayList<>();
        rows.add(List.of(AlarmStatusWidget.Builder.create().title("Alarms").width(3 * Graphs.WIDTH)
                .height(ALARMS_HEIGHT).alarms(alarms).build()));
        rows.add(clients());
        RouteWidgets routes = new RouteWidgets(settings);
        rows.add(routes.logs());
        if (!serving.isEmpty() && settings.monitoring().detailedMetrics()) {
            rows.add(routes.served(serving));
        }
        if (settings.monitoring().routeMetrics()) {
            rows.add(routes.metrics());
        }
        rows.add(decisions());
        rows.add(lambda());
        rows.add(tables());
        if (settings.waf().isPresent()) {
            rows.add(webAcls());
        }
        rows.add(List.of(new CostEstimate(settings, apis, functions).widget()));
        Dashboard.Builder.create(this, "Dashboard")
                .dashboardName(settings.name() + "-" + Stack.of(this).getRegion())
                .defaultInterval(Duration.days(1)).widgets(rows).build();
    }

    private List<IWidget> clients() {
        return List.of(
                Graphs.graph("Requests", "requests", Stream.concat(
                        apis.stream().map(api -> Graphs.line(api.kind(), api.requestCount(Graphs.PERIOD))),
                        Stream.of(Graphs.line("router", sum(Metric.REQUESTS))))),
                Graphs.graph("Answers of 4xx and 5xx", "answers", apis.stream().flatMap(api -> Stream.of(
                        Graphs.line(api.kind() + " 4xx", api.clientErrorCount(Graphs.PERIOD)),
                        Graphs.line(api.kind() + " 5xx", api.serverErrorCount(Graphs.PERIOD))))),
                Graphs.graph("Latency of the API", "ms", apis.stream().flatMap(api -> Graphs.PERCENTILES.stream()
                        .map(percentile -> Graphs.line(api.kind() + " " + percentile,
                                api.latency(percentile, Graphs.PERIOD))))));
    }

    private List<IWidget> decisions() {
        List<IWidget> row = new ArrayList<>();
        row.add(Graphs.graph("Latency of router and backends", "ms",
                Stream.concat(percentiles("router", Metric.LATENCY), percentiles("backend", Metric.UPSTREAM_LATENCY))));
        row.add(Graphs.graph("Refused for a limit, and stores not reached", "requests",
                List.of(Graphs.line("rate-limited", sum(Metric.RATE_LIMITED)),
                        Graphs.line("store failures", sum(Metric.STORE_FAILURES)),
                        Graphs.line("passed uncounted", sum(Metric.UNCOUNTED_REQUESTS)))));
        if (functions.contains("authorizer")) {
            row.add(Graphs.graph("Authorizer", "requests",
                    List.of(Graphs.line("asked", sum(Metric.AUTHORIZER_REQUESTS)),
                            Graphs.line("refused", sum(Metric.AUTHORIZER_REFUSED)),
                            Graphs.line("failed", sum(Metric.AUTHORIZER_FAILED)))));
        }
        return row;
    }

    private List<IWidget> lambda() {
        List<IWidget> row = new ArrayList<>();
        Stream<software.amazon.awscdk.services.cloudwatch.Metric> starts = Stream
                .of(Graphs.line("router", sum(Metric.COLD_STARTS)));
        if (functions.contains("authorizer")) {
            starts = Stream.concat(starts, Stream.of(Graphs.line("authorizer", sum(Metric.AUTHORIZER_COLD_STARTS))));
            row.add(Graphs.graph("Latency of the authorizer", "ms",
                    percentiles("authorizer", Metric.AUTHORIZER_LATENCY)));
        }
        row.add(Graphs.graph("Cold starts", "requests", starts));
        row.add(Graphs.graph("Concurrent executions, throttles and errors", "invocations",
                functions.stream().flatMap(function -> Stream.of(
                        Graphs.line(function + " concurrent", function(function, "ConcurrentExecutions", "Maximum")),
                        Graphs.line(function + " throttled", function(function, "Throttles", RegionMetrics.SUM)),
                        Graphs.line(function + " errors", function(function, "Errors", RegionMetrics.SUM))))));
        return row;
    }

    private List<IWidget> tables() {
        return List.of(tableGraph("Read from tables", "units", "ConsumedReadCapacityUnits"),
                tableGraph("Written to tables", "units", "ConsumedWriteCapacityUnits"),
                Graphs.graph("Throttled by tables", "events", tableNames().flatMap(table -> Stream.of(
                        Graphs.line(table + " reads", metrics.table(table, "ReadThrottleEvents", Graphs.PERIOD)),
                        Graphs.line(table + " writes", metrics.table(table, "WriteThrottleEvents", Graphs.PERIOD))))));
    }

    private IWidget tableGraph(String title, String unit, String metric) {
        return Graphs.graph(title, unit,
                tableNames().map(table -> Graphs.line(table, metrics.table(table, metric, Graphs.PERIOD))));
    }

    private Stream<String> tableNames() {
        Tables tables = Tables.named(settings.name());
        return Stream.of(tables.counters(), tables.cache(), tables.health(), tables.keys());
    }

    private List<IWidget> webAcls() {
        List<IWidget> row = new ArrayList<>();
        if (settings.api().hasRest()) {
            row.add(webAcl("Web ACL of the REST API",
                    name -> metrics.restWebAcl(name, Stack.of(this).getRegion(), Graphs.PERIOD)));
        }
        if (settings.cloudFront()) {
            row.add(webAcl("Web ACL of CloudFront, all Regions together",
                    name -> metrics.cloudFrontWebAcl(name, Graphs.PERIOD)));
        }
        return row;
    }

    private static IWidget webAcl(String title,
            Function<String, software.amazon.awscdk.services.cloudwatch.Metric> metric) {
        return Graphs.graph(title, "requests", Stream.of("AllowedRequests", "CountedRequests", "BlockedRequests")
                .map(name -> Graphs.line(name, metric.apply(name))));
    }

    private Stream<software.amazon.awscdk.services.cloudwatch.Metric> percentiles(String label, Metric metric) {
        return Graphs.PERCENTILES.stream().map(percentile -> Graphs.line(label + " " + percentile,
                metrics.gateway(metric, percentile, Graphs.PERIOD)));
    }

    private software.amazon.awscdk.services.cloudwatch.Metric sum(Metric metric) {
        return metrics.gateway(metric, RegionMetrics.SUM, Graphs.PERIOD);
    }

    private software.amazon.awscdk.services.cloudwatch.Metric function(String function, String name, String statistic) {
        return metrics.function(function, name, statistic, Graphs.PERIOD);
    }
}
