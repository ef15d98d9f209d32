package dev.headgate.plugin.telemetry;

import static dev.headgate.schema.Field.defaulted;
import static dev.headgate.schema.Field.optional;
import static dev.headgate.schema.Field.required;

import dev.headgate.delivery.Sockets.Listener;
import dev.headgate.diagnostic.Code;
import dev.headgate.diagnostic.Entity;
import dev.headgate.plugin.telemetry.StatLine.StatType;
import dev.headgate.plugin.telemetry.StatsdMetrics.Metric;
import dev.headgate.plugin.telemetry.StatsdMetrics.TagStyle;
import dev.headgate.schema.Field;
import dev.headgate.schema.FieldType;
import dev.headgate.schema.RecordSchema;
import dev.headgate.schema.Rule;
import dev.headgate.schema.Values;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// The fields of statsd (kong/plugins/statsd/schema.lua).
final class StatsdFields {
    private static final String SHARED_MEMORY = "shdict_usage";
    private static final String[] METRICS = {"kong_latency", "latency", "request_count", "request_per_user",
            "request_size", "response_size", "status_count", "status_count_per_user", "unique_users",
            "upstream_latency", "status_count_per_workspace", "status_count_per_user_per_route", SHARED_MEMORY};
    private static final String[] SERVICES = {"service_id", "service_name", "service_host", "service_name_or_host"};
    private static final String[] WORKSPACES = {"workspace_id", "workspace_name"};
    private static final Pattern STATUSES = Pattern.compile("\\d{1,9}-\\d{1,9}");
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(1);
    private static final double RATE_MAX = 1_000_000;

    static final RecordSchema SCHEMA = RecordSchema.of(fields().toArray(Field[]::new)).check(QueueFields.USUAL::check)
            .check(StatFields::checkHost).check(StatFields::checkRates).check(StatsdFields::checkSharedMemory);

    private StatsdFields() {}

    private static List<Field> fields() {
        List<Field> fields = new ArrayList<>(StatFields.listener());
        fields.add(defaulted("prefix", FieldType.text(), "kong", "What the names of all metrics begin with."));
        fields.add(optional("metrics", FieldType.listOf(FieldType.group(metric())),
                "What is sent. Left out: every metric that there is, as Kong's default has it."));
        fields.add(optional("allow_status_codes", FieldType.listOf(FieldType.text(new Rule<>(
                text -> STATUSES.matcher(text).matches(), "invalid value: %s.", "Write a range: 200-299."))),
                "Ranges of statuses that are told of; all of them where there is none."));
        fields.add(defaulted("udp_packet_size", FieldType.whole(0, 65_507), 0L,
                "Bytes of a datagram that several metrics share; 0 for one each."));
        fields.add(defaulted("use_tcp", FieldType.flag(), false, "Whether to send over TCP instead of UDP."));
        fields.add(defaulted("hostname_in_prefix", FieldType.flag(), false,
                "Whether names have the machine's name behind the prefix; not with tags."));
        fields.add(defaulted("consumer_identifier_default", FieldType.oneOf(StatFields.CONSUMER_IDENTIFIERS),
                "custom_id", "What consumers are named by."));
        fields.add(defaulted("service_identifier_default", FieldType.oneOf(SERVICES), "service_name_or_host",
                "What services are named by."));
        fields.add(defaulted("workspace_identifier_default", FieldType.oneOf(WORKSPACES), "workspace_id",
                "What the workspace is named by."));
        fields.add(QueueFields.retryCount());
        fields.add(QueueFields.USUAL.oldSize());
        fields.add(QueueFields.USUAL.oldDelay());
        fields.add(optional("tag_style", FieldType.oneOf("dogstatsd", "influxdb", "librato", "signalfx"),
                "How tags are written; without it there are none, and names say what tags would."));
        fields.add(QueueFields.USUAL.queue());
        return fields;
    }

    private static RecordSchema metric() {
        return RecordSchema.of(required("name", FieldType.oneOf(METRICS), "The metric."),
                required("stat_type",
                        FieldType.oneOf(StatFields.types(StatType.COUNTER, StatType.GAUGE, StatType.HISTOGRAM,
                                StatType.METER, StatType.SET, StatType.TIMER)),
                        "What it is sent as."),
                optional("sample_rate", FieldType.decimal(Double.MIN_VALUE, RATE_MAX),
                        "The rate that is told of; everything is sent."),
                optional("consumer_identifier", FieldType.oneOf(StatFields.CONSUMER_IDENTIFIERS),
                        "What consumers are named by."),
                optional("service_identifier", FieldType.oneOf(SERVICES), "What services are named by."),
                optional("workspace_identifier", FieldType.oneOf(WORKSPACES), "What the workspace is named by."));
    }

    private static void checkSharedMemory(Values config, Entity entity) {
        List<Values> metrics = config.list("metrics", Values.class);
        for (int i = 0; i < metrics.size(); i++) {
            if (metrics.get(i).text("name").equals(SHARED_MEMORY)) {
                entity.report(Code.HG0305, metrics.get(i).location("name"), "config.metrics[" + i + "].name",
                        SHARED_MEMORY + ": there is no shared memory of nginx to measure.", "Remove it.");
            }
        }
    }

    static Statsd read(Values config) {
        TagStyle style = config.has("tag_style")
                ? TagStyle.valueOf(config.text("tag_style").toUpperCase(Locale.ROOT))
                : TagStyle.NONE;
        StatsdMetrics metrics = new StatsdMetrics(config.text("prefix"), config.flag("hostname_in_prefix"),
                config.has("metrics") ? written(config) : all(config), style);
        return new Statsd(new Listener(config.text("host"), config.integer("port"), CONNECT_TIMEOUT), metrics,
                config.texts("allow_status_codes").stream().map(StatsdFields::statuses).toList(), transport(config),
                QueueFields.USUAL.settings(config));
    }

    private static Statsd.Statuses statuses(String range) {
        String[] ends = range.split("-");
        return new Statsd.Statuses(Integer.parseInt(ends[0]), Integer.parseInt(ends[1]));
    }

    private static Statsd.Transport transport(Values config) {
        if (config.flag("use_tcp")) {
            return new Statsd.Transport.Connection();
        }
        int bytesMax = config.integer("udp_packet_size");
        return bytesMax == 0 ? new Statsd.Transport.Datagrams() : new Statsd.Transport.PackedDatagrams(bytesMax);
    }

    private static List<Metric> written(Values config) {
        return config.list("metrics", Values.class).stream()
                .map(metric -> new Metric(metric.text("name"), StatFields.type(metric), StatFields.rate(metric),
                        or(metric.text("consumer_identifier"), config.text("consumer_identifier_default")),
                        or(metric.text("service_identifier"), config.text("service_identifier_default")),
                        or(metric.text("workspace_identifier"), config.text("workspace_identifier_default"))))
                .toList();
    }

    /// Kong's default, but for shared memory.
    private static List<Metric> all(Values config) {
        return Stream.of("request_count", "latency", "request_size", "status_count", "response_size", "unique_users",
                "request_per_user", "upstream_latency", "kong_latency", "status_count_per_user",
                "status_count_per_workspace", "status_count_per_user_per_route")
                .map(name -> new Metric(name, defaultType(name), 1, config.text("consumer_identifier_default"),
                        config.text("service_identifier_default"), config.text("workspace_identifier_default")))
                .toList();
    }

    private static StatType defaultType(String metric) {
        return switch (metric) {
            case "latency", "upstream_latency", "kong_latency" -> StatType.TIMER;
            case "unique_users" -> StatType.SET;
            default -> StatType.COUNTER;
        };
    }

    private static String or(String value, String fallback) {
        return value.isEmpty() ? fallback : value;
    }
}
