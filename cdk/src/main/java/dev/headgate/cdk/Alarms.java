package dev.headgate.cdk;

import dev.headgate.router.GatewayMetrics;
import dev.headgate.tables.Tables;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.cloudwatch.Alarm;
import software.amazon.awscdk.services.cloudwatch.AlarmBase;
import software.amazon.awscdk.services.cloudwatch.IMetric;
import software.amazon.awscdk.services.cloudwatch.MathExpression;
import software.amazon.awscdk.services.cloudwatch.MetricOptions;
import software.amazon.awscdk.services.sqs.Queue;
import software.constructs.Construct;

/// The alarms of one Region. They stand in the stack of the gateway, since a rollout that goes wrong is rolled back by
/// them. Where nothing is measured, nothing is wrong: a gateway without requests has no alarm.
final class Alarms extends Construct {
    private static final Duration MINUTE = Duration.minutes(1);

    private final DeploymentSettings settings;
    private final RegionMetrics metrics;
    private final AlarmTopic topic;
    private final List<AlarmBase> told = new ArrayList<>();
    private final List<Alarm> rollingBack = new ArrayList<>();

    /// @param apis those before the functions
    /// @param hasAuthorizer whether API Gateway asks an authorizer
    /// @param probesDeadLetters what probes could not do; absent where nothing is probed
    Alarms(Construct scope, String id, DeploymentSettings settings, List<ApiMetrics> apis, boolean hasAuthorizer,
            Optional<Queue> probesDeadLetters) {
        super(scope, id);
        this.settings = settings;
        this.metrics = RegionMetrics.own(settings);
        this.topic = new AlarmTopic(this, "Topic", settings);
        apis.forEach(this::api);
        router();
        if (hasAuthorizer) {
            authorizer();
        }
        stores();
        probesDeadLetters.ifPresent(this::deadLetters);
    }

    /// Those that tell somebody, for a dashboard to show.
    List<AlarmBase> told() {
        return List.copyOf(told);
    }

    /// Those by which a new version is taken back. CodeDeploy knows no composite ones.
    List<Alarm> rollingBack() {
        return List.copyOf(rollingBack);
    }

    private void api(ApiMetrics api) {
        ObjectiveAlarms objective = new ObjectiveAlarms(this, "Objective-" + api.kind(), settings, api);
        objective.told().forEach(this::tell);
        rollingBack.add(objective.fastShort());
        int limitMillis = settings.monitoring().latencyMillis();
        Alarm latency = AlarmForm.PERSISTENT.alarm(this, name(api.kind() + "-latency"), api.latency("p99", MINUTE),
                limitMillis, "One request of a hundred takes longer than " + limitMillis + " ms. Compare, on the "
                        + "dashboard, the latency of the API, the router and the backends: the backends are slow, "
                        + "environments start cold, or a store is slow.");
        tell(latency);
        rollingBack.add(latency);
    }

    private void router() {
        tell(anyPersistent("router-errors", metrics.function("router", "Errors", RegionMetrics.SUM, MINUTE),
                "The router crashes, runs out of time or memory, or answers more than 6 MB. Look for "
                        + "\"decision\":\"failed\", \"Task timed out\" and \"OutOfMemoryError\" in " + log("router")
                        + "."));
        throttles("router", "reserved_concurrency");
    }

    /// Lambda's own count of the authorizer's errors is no measure: it fails with `Unauthorized` on purpose.
    private void authorizer() {
        Alarm failures = anyPersistent("authorizer-failures",
                metrics.gateway(GatewayMetrics.Metric.AUTHORIZER_FAILED, RegionMetrics.SUM, MINUTE),
                "The authorizer cannot judge requests, and API Gateway answers 500. Look for \"decision\":\"failed\" in "
                        + log("authorizer") + ": the table of keys or an identity provider cannot be reached.");
        tell(failures);
        rollingBack.add(failures);
        throttles("authorizer", "authorizer_reserved_concurrency");
    }

    private void throttles(String function, String setting) {
        tell(anyPersistent(function + "-throttles",
                metrics.function(function, "Throttles", RegionMetrics.SUM, MINUTE),
                "Lambda turns requests to the " + function + " away: it runs as often as it may. Raise " + setting
                        + " or the account's quota of concurrent executions, or find out who sends so much."));
    }

    private void stores() {
        tell(anyPersistent("store-failures",
                metrics.gateway(GatewayMetrics.Metric.STORE_FAILURES, RegionMetrics.SUM, MINUTE),
                "Stores of keys, counters or answers cannot be reached, and limits may not hold. Look for \"error\" in "
                        + log("router") + ", and at the alarms of the tables."));
        Tables tables = Tables.named(settings.name());
        tell(anyPersistent("uncounted-requests",
                metrics.gateway(GatewayMetrics.Metric.UNCOUNTED_REQUESTS, RegionMetrics.SUM, MINUTE),
                "Requests pass that limits could not count, so that limits are not kept. Look for \"uncounted\" in "
                        + log("router") + ", where \"error\" says why, and at the alarm of the table "
                        + tables.counters() + "."));
        table(tables.counters(), List.of("GetItem", "UpdateItem"));
        table(tables.cache(), List.of("GetItem", "PutItem"));
        table(tables.health(), List.of("GetItem", "UpdateItem"));
        table(tables.keys(), List.of("GetItem"));
    }

    /// What DynamoDB refuses for its rate, and what it fails to do.
    private void table(String table, List<String> operations) {
        Map<String, IMetric> parts = new LinkedHashMap<>();
        parts.put("reads", metrics.table(table, "ReadThrottleEvents", MINUTE));
        if (operations.size() > 1) {
            parts.put("writes", metrics.table(table, "WriteThrottleEvents", MINUTE));
        }
        for (String operation : operations) {
            parts.put("failed" + operation, metrics.table(table, operation, "SystemErrors", MINUTE));
        }
        String sum = String.join(" + ", parts.keySet().stream().map(part -> "FILL(" + part + ", 0)").toList());
        tell(AlarmForm.PERSISTENT.alarm(this, table + "-unavailable", MathExpression.Builder.create().expression(sum)
                .usingMetrics(parts).label("throttled or failed").period(MINUTE).build(), 0,
                "DynamoDB refuses requests to the table " + table + " or fails. Throttled: look at the hottest key "
                        + "(CloudWatch Contributor Insights for DynamoDB) and at the account's table quotas. Failed: look "
                        + "at AWS Health."));
    }

    private void deadLetters(Queue queue) {
        tell(AlarmForm.AT_ONCE.alarm(this, name("probes-dead-letters"), queue.metricApproximateNumberOfMessagesVisible(
                MetricOptions.builder().statistic("Maximum")
                        .period(Duration.minutes(5)).build()),
                0, "Active health checks did not run, and upstreams keep the health they had. Read a message of the "
                        + "queue " + name("probes-dead-letters") + " and " + log("probes")
                        + "; purge the queue when it is mended."));
    }

    private Alarm anyPersistent(String name, IMetric metric, String description) {
        return AlarmForm.PERSISTENT.alarm(this, name(name), metric, 0, description);
    }

    private void tell(AlarmBase alarm) {
        topic.subscribeTo(alarm);
        told.add(alarm);
    }

    private String name(String suffix) {
        return settings.name() + "-" + suffix;
    }

    private String log(String function) {
        return "the log /aws/lambda/" + name(function);
    }
}
