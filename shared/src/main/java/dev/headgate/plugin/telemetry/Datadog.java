package dev.headgate.plugin.telemetry;

import static dev.headgate.schema.Field.defaulted;
import static dev.headgate.schema.Field.optional;
import static dev.headgate.schema.Field.required;

import dev.headgate.delivery.Destination;
import dev.headgate.delivery.QueueSettings;
import dev.headgate.delivery.Sockets;
import dev.headgate.delivery.Sockets.Listener;
import dev.headgate.model.Service;
import dev.headgate.plugin.Plugin;
import dev.headgate.plugin.PluginContext;
import dev.headgate.plugin.PluginType;
import dev.headgate.plugin.telemetry.StatLine.StatType;
import dev.headgate.schema.Field;
import dev.headgate.schema.FieldType;
import dev.headgate.schema.RecordSchema;
import dev.headgate.schema.Rule;
import dev.headgate.schema.Values;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// Sends metrics of every request to a Datadog agent (DogStatsD). Source: kong/plugins/datadog.
///
/// @param listener the agent
/// @param prefix what the names of all metrics begin with
/// @param serviceNameTag the tag that holds the service
/// @param statusTag the tag that holds the status
/// @param consumerTag the tag that holds the consumer
/// @param metrics what is sent
/// @param queue how entries wait
public record Datadog(Listener listener, String prefix, String serviceNameTag, String statusTag, String consumerTag,
        List<Metric> metrics, QueueSettings queue)
        implements
            Plugin {
    private static final List<String> DEFAULT_TAGS = List.of("app:kong");
    private static final List<Metric> DEFAULT_METRICS = List.of(
            new Metric("request_count", StatType.COUNTER, DEFAULT_TAGS, 1, "custom_id"),
            new Metric("latency", StatType.TIMER, DEFAULT_TAGS, 1, "custom_id"),
            new Metric("request_size", StatType.TIMER, DEFAULT_TAGS, 1, "custom_id"),
            new Metric("response_size", StatType.TIMER, DEFAULT_TAGS, 1, "custom_id"),
            new Metric("upstream_latency", StatType.TIMER, DEFAULT_TAGS, 1, "custom_id"),
            new Metric("kong_latency", StatType.TIMER, DEFAULT_TAGS, 1, "custom_id"));

    /// Kong's datadog plugin.
    public static final PluginType<Datadog> TYPE = new PluginType<>("datadog", 10,
            RecordSchema.of(fields().toArray(Field[]::new)).check(QueueFields.USUAL::check)
                    .check(StatFields::checkHost).check(StatFields::checkRates),
            true, Datadog::of);

    public Datadog {
        metrics = List.copyOf(metrics);
    }

    /// A metric to send.
    ///
    /// @param tags more tags
    /// @param consumerIdentifier `consumer_id`, `custom_id` or `username`; empty for no consumer
    public record Metric(String name, StatType type, List<String> tags, double sampleRate, String consumerIdentifier) {
        public Metric {
            tags = List.copyOf(tags);
        }
    }

    private static List<Field> fields() {
        List<Field> fields = new ArrayList<>(StatFields.listener());
        fields.add(defaulted("prefix", FieldType.text(), "kong", "What the names of all metrics begin with."));
        fields.add(defaulted("service_name_tag", FieldType.text(), "name", "The tag that holds the service's name."));
        fields.add(defaulted("status_tag", FieldType.text(), "status", "The tag that holds the status."));
        fields.add(defaulted("consumer_tag", FieldType.text(), "consumer", "The tag that holds the consumer."));
        fields.add(QueueFields.retryCount());
        fields.add(QueueFields.USUAL.oldSize());
        fields.add(QueueFields.USUAL.oldDelay());
        fields.add(QueueFields.USUAL.queue());
        fields.add(optional("metrics", FieldType.listOf(FieldType.group(metric())),
                "What is sent. Left out: all six, tagged `app:kong` and with the consumer's custom id."));
        return fields;
    }

    private static RecordSchema metric() {
        return RecordSchema.of(
                required("name", FieldType.oneOf("kong_latency", "latency", "request_count", "request_size",
                        "response_size", "upstream_latency"), "The metric."),
                required("stat_type",
                        FieldType.oneOf(StatFields.types(StatType.COUNTER, StatType.GAUGE, StatType.HISTOGRAM,
                                StatType.METER, StatType.SET, StatType.TIMER, StatType.DISTRIBUTION)),
                        "What it is sent as."),
                optional("tags", FieldType.listOf(FieldType.text(new Rule<>(text -> !text.endsWith(":"),
                        "invalid value: %s", "Write name:value."))), "More tags."),
                optional("sample_rate", FieldType.decimal(0, 1), "The rate that is told of; everything is sent."),
                optional("consumer_identifier", FieldType.oneOf(StatFields.CONSUMER_IDENTIFIERS),
                        "What the consumer is tagged by."));
    }

    private static Datadog of(Values config) {
        List<Metric> metrics = config.list("metrics", Values.class).stream()
                .map(metric -> new Metric(metric.text("name"), StatFields.type(metric), metric.texts("tags"),
                        StatFields.rate(metric), metric.text("consumer_identifier")))
                .toList();
        return new Datadog(new Listener(config.text("host"), config.integer("port"), Duration.ofSeconds(1)),
                config.text("prefix"), config.text("service_name_tag"), config.text("status_tag"),
                config.text("consumer_tag"), config.has("metrics") ? metrics : DEFAULT_METRICS,
                QueueFields.USUAL.settings(config));
    }

    @Override
    public String pluginName() {
        return TYPE.name();
    }

    @Override
    public void log(LogEntry entry, PluginContext context) {
        Sockets sockets = context.resources().telemetry().sockets();
        List<String> lines = metrics.stream().map(metric -> line(metric, entry)).toList();
        context.resources().telemetry().deliveries().add(
                new Destination<>(context.instance().id(), TYPE.name(), queue, batch -> {
                    for (List<String> of : batch) {
                        for (String line : of) {
                            sockets.datagram(listener, line.getBytes(StandardCharsets.UTF_8));
                        }
                    }
                }), lines, 0);
    }

    private String line(Metric metric, LogEntry entry) {
        long number = StatFields.number(metric.name(), entry).orElseThrow();
        List<String> tags = new ArrayList<>();
        tags.add(serviceNameTag + ":" + entry.service().map(Datadog::name).orElse(""));
        tags.add(statusTag + ":" + entry.response().status());
        String consumer = metric.consumerIdentifier().isEmpty()
                ? ""
                : StatFields.consumer(entry.exchange().identity().knownConsumer(), metric.consumerIdentifier());
        if (!consumer.isEmpty()) {
            boolean isId = metric.consumerIdentifier().equals("consumer_id");
            tags.add(consumerTag + ":" + (isId ? consumer.replace('-', '_') : consumer));
        }
        tags.addAll(metric.tags());
        return StatLine.of(prefix + "." + StatFields.statName(metric.name()), Long.toString(number), metric.type(),
                metric.sampleRate()) + "|#" + String.join(",", tags);
    }

    private static String name(Service service) {
        return (service.name().isEmpty() ? service.host() : service.name()).replace('.', '_');
    }
}
