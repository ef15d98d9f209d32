package dev.headgate.cdk;

import static dev.headgate.schema.Field.defaulted;
import static dev.headgate.schema.Field.optional;

import dev.headgate.diagnostic.Code;
import dev.headgate.diagnostic.Entity;
import dev.headgate.schema.Field;
import dev.headgate.schema.FieldType;
import dev.headgate.schema.Values;

/// What is kept of the gateway's working, and who is told when it does not.
///
/// @param logRetentionDays how long logs are kept
/// @param alarmEmail who is told of alarms; empty for nobody
/// @param availabilityPercent of requests that shall not end in 5xx: the objective whose budget alarms watch
/// @param latencyMillis the p99 that an alarm watches
/// @param tracedPercent of a REST API's requests that X-Ray records beyond the first of each second
/// @param detailedMetrics whether API Gateway measures each of its routes by itself, which costs extra
/// @param routeMetrics whether each route has metrics of its own, which cost extra
public record MonitoringSettings(
        int logRetentionDays,
        String alarmEmail,
        double availabilityPercent,
        int latencyMillis,
        double tracedPercent,
        boolean detailedMetrics,
        boolean routeMetrics) {
    /// Lambda's own rate, which nothing changes.
    private static final double LAMBDA_TRACED_PERCENT = 5;

    static final Field[] FIELDS = {
            defaulted("log_retention_days", FieldType.whole(1, 3_653), 30L, "How long logs are kept."),
            optional("alarm_email", FieldType.text(SettingsRules.EMAIL),
                    "Who is told of alarms, after following the link in a first message."),
            defaulted("availability_percent", FieldType.decimal(90, 99.999), 99.9,
                    "How many requests of a hundred shall not end in 5xx; alarms watch how fast the rest is used up."),
            defaulted("latency_milliseconds", FieldType.whole(1, 29_000), 3_000L,
                    "The 99th percentile of latency above which there is an alarm."),
            defaulted("traced_percent", FieldType.decimal(0, 100), LAMBDA_TRACED_PERCENT,
                    "How many requests of a hundred X-Ray records of a REST API, beside the first of each second; 0 for "
                            + "none. Of an HTTP API, Lambda records 5 of a hundred."),
            defaulted("detailed_metrics", FieldType.flag(), true,
                    "Whether API Gateway measures each of its own routes by itself; CloudWatch charges for each."),
            defaulted("route_metrics", FieldType.flag(), false,
                    "Whether each route has metrics of its own; CloudWatch charges for each.")};

    static MonitoringSettings of(Values values) {
        return new MonitoringSettings(values.integer("log_retention_days"), values.text("alarm_email"),
                values.decimal("availability_percent"), values.integer("latency_milliseconds"),
                values.decimal("traced_percent"), values.flag("detailed_metrics"), values.flag("route_metrics"));
    }

    static void check(Values values, Entity entity) {
        // AWS Lambda developer guide, "Visualize Lambda function invocations using AWS X-Ray".
        if (values.text("api").equals("http") && values.decimal("traced_percent") != LAMBDA_TRACED_PERCENT) {
            entity.report(Code.HG0601, values.location("traced_percent"), "traced_percent",
                    "Lambda itself chooses what X-Ray records of an HTTP API: the first request of each second, and 5 % of "
                            + "the others.",
                    "Remove it, or write \"api\": \"rest\".");
        }
        if (!KeptLog.days().contains(values.integer("log_retention_days"))) {
            entity.report(Code.HG0601, values.location("log_retention_days"), "log_retention_days",
                    values.whole("log_retention_days") + ": CloudWatch Logs does not offer this.",
                    "Write one of: " + String.join(", ", KeptLog.days().stream().map(String::valueOf).toList())
                            + ".");
        }
    }
}
