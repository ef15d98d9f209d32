package dev.headgate.plugin.telemetry;

import static dev.headgate.schema.Field.defaulted;
import static dev.headgate.schema.Field.required;

import dev.headgate.delivery.Destination;
import dev.headgate.delivery.QueueSettings;
import dev.headgate.delivery.Sockets;
import dev.headgate.delivery.Sockets.Listener;
import dev.headgate.plugin.Plugin;
import dev.headgate.plugin.PluginContext;
import dev.headgate.plugin.PluginType;
import dev.headgate.plugin.Resources;
import dev.headgate.schema.Field;
import dev.headgate.schema.FieldType;
import dev.headgate.schema.RecordSchema;
import dev.headgate.schema.Values;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Collectors;

/// Sends an entry for every request to Loggly, as syslog over UDP (RFC 5424). Source: kong/plugins/loggly.
///
/// @param listener where to
/// @param key the customer token
/// @param tags Loggly's labels
/// @param severities how grave an entry is, and whether it is sent
public record Loggly(Listener listener, String key, List<String> tags, Severities severities) implements Plugin {
    /// The facility `user` in the place that a message's priority has for it.
    private static final int FACILITY = 8;
    private static final String ENTERPRISE = "@41058";

    /// Kong's loggly plugin.
    public static final PluginType<Loggly> TYPE = new PluginType<>("loggly", 6,
            RecordSchema.of(fields().toArray(Field[]::new)), true, Loggly::of);

    public Loggly {
        tags = List.copyOf(tags);
    }

    private static List<Field> fields() {
        List<Field> fields = new ArrayList<>();
        fields.add(defaulted("host", FieldType.text(SharedFields.HOST_RULE), "logs-01.loggly.com",
                "The name or IP address to send to."));
        fields.add(defaulted("port", FieldType.whole(0, 65_535), 514L, "Its port."));
        fields.add(required("key", FieldType.text(), "Loggly's customer token.").secret().referenceable());
        fields.add(defaulted("tags", FieldType.setOf(FieldType.text()), List.of("kong"), "Loggly's labels."));
        fields.addAll(Severities.fields());
        fields.add(SharedFields.timeout("timeout", 10_000, "Milliseconds that Kong waits for the socket.")
                .withoutEffect("A datagram waits for nobody."));
        fields.add(SharedFields.customFieldsByLua());
        return fields;
    }

    private static Loggly of(Values config) {
        return new Loggly(new Listener(config.text("host"), config.integer("port"),
                Duration.ofMillis(config.whole("timeout"))), config.text("key"), config.texts("tags"),
                Severities.of(config));
    }

    @Override
    public String pluginName() {
        return TYPE.name();
    }

    @Override
    public void log(LogEntry entry, PluginContext context) {
        OptionalInt severity = severities.of(entry.response().status());
        if (severity.isPresent()) {
            Sockets sockets = context.resources().telemetry().sockets();
            byte[] datagram = message(entry, severity.getAsInt(), context.resources()).getBytes(StandardCharsets.UTF_8);
            context.resources().telemetry().deliveries().add(
                    new Destination<>(context.instance().id(), TYPE.name(), QueueSettings.AT_ONCE,
                            batch -> sockets.datagram(listener, batch.get(0))),
                    datagram, datagram.length);
        }
    }

    private String message(LogEntry entry, int severity, Resources resources) {
        String time = DateTimeFormatter.ISO_INSTANT.format(resources.clock().instant().truncatedTo(ChronoUnit.SECONDS));
        String labels = tags.stream().map(tag -> "tag=\"" + tag + "\"").collect(Collectors.joining(" "));
        return "<" + (FACILITY + severity) + ">1 " + time + " " + resources.process().host().name() + " kong - - ["
                + key + ENTERPRISE + " " + labels + "] " + LogDocument.of(entry);
    }

    /// Without the token.
    @Override
    public String toString() {
        return "Loggly[" + listener + "]";
    }
}
