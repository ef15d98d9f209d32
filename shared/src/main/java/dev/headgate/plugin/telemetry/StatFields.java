package dev.headgate.plugin.telemetry;

import static dev.headgate.schema.Field.defaulted;

import dev.headgate.diagnostic.Code;
import dev.headgate.diagnostic.Entity;
import dev.headgate.model.Consumer;
import dev.headgate.plugin.telemetry.StatLine.StatType;
import dev.headgate.schema.Field;
import dev.headgate.schema.FieldType;
import dev.headgate.schema.Values;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// What statsd and datadog have in common.
final class StatFields {
    static final String[] CONSUMER_IDENTIFIERS = {"consumer_id", "custom_id", "username"};
    private static final Set<String> THIS_MACHINE = Set.of("localhost", "127.0.0.1", "::1");

    private StatFields() {}

    static List<Field> listener() {
        return List.of(
                defaulted("host", FieldType.text(SharedFields.HOST_RULE), "localhost",
                        "The name or IP address of the server to send to."),
                defaulted("port", FieldType.whole(0, 65_535), 8125L, "Its port."));
    }

    /// Nothing listens beside a function.
    static void checkHost(Values config, Entity entity) {
        String host = config.text("host");
        if (THIS_MACHINE.contains(host)) {
            entity.report(Code.HG0305, config.location("host"), "config.host", host
                    + ": no server runs beside a Lambda function, so that there the metrics go nowhere.",
                    "Name a host that the function can reach; or use prometheus, whose metrics go to CloudWatch.");
        }
    }

    /// A counter or gauge needs a rate (kong/plugins/statsd/schema.lua).
    static void checkRates(Values config, Entity entity) {
        List<Values> metrics = config.list("metrics", Values.class);
        for (int i = 0; i < metrics.size(); i++) {
            String type = metrics.get(i).text("stat_type");
            if ((type.equals("counter") || type.equals("gauge")) && !metrics.get(i).has("sample_rate")) {
                entity.report(Code.HG0103, metrics.get(i).location(), "config.metrics[" + i + "].sample_rate",
                        "required field missing with stat_type: " + type + ".", "Write sample_rate: 1.");
            }
        }
    }

    static double rate(Values metric) {
        return metric.has("sample_rate") ? metric.decimal("sample_rate") : 1;
    }

    static StatType type(Values metric) {
        return StatType.valueOf(metric.text("stat_type").toUpperCase(Locale.ROOT));
    }

    static String[] types(StatType... types) {
        return Arrays.stream(types).map(type -> type.name().toLowerCase(Locale.ROOT)).toArray(String[]::new);
    }

    /// The consumer under one of its names; empty where it has none.
    static String consumer(Optional<Consumer> consumer, String identifier) {
        return consumer.map(known -> switch (identifier) {
            case "consumer_id" -> known.id();
            case "custom_id" -> known.customId();
            default -> known.username();
        }).orElse("");
    }

    /// The number of a metric that every request has one of; empty for other metrics.
    static Optional<Long> number(String metric, LogEntry entry) {
        return switch (metric) {
            case "request_size" -> Optional.of(entry.requestBytes());
            case "response_size" -> Optional.of(entry.responseBytes());
            case "latency" -> Optional.of(entry.latencies().total().toMillis());
            case "upstream_latency" ->
                    Optional.of(entry.latencies().waiting().map(time -> time.toMillis()).orElse(-1L));
            case "kong_latency" -> Optional.of(entry.latencies().kong().toMillis());
            case "request_count" -> Optional.of(1L);
            default -> Optional.empty();
        };
    }

    /// The name under which such a metric is sent.
    static String statName(String metric) {
        return switch (metric) {
            case "request_size", "response_size", "request_count" -> metric.replace('_', '.');
            default -> metric;
        };
    }
}
