package dev.headgate.plugin.telemetry;

import static dev.headgate.schema.Field.required;

import dev.headgate.delivery.Destination;
import dev.headgate.delivery.QueueSettings;
import dev.headgate.delivery.Sockets;
import dev.headgate.delivery.Sockets.Listener;
import dev.headgate.plugin.Plugin;
import dev.headgate.plugin.PluginContext;
import dev.headgate.plugin.PluginType;
import dev.headgate.schema.FieldType;
import dev.headgate.schema.RecordSchema;
import dev.headgate.schema.Values;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/// Sends an entry for every request as a UDP datagram. Source: kong/plugins/udp-log.
///
/// @param listener where to
public record UdpLog(Listener listener) implements Plugin {
    /// Kong's udp-log plugin.
    public static final PluginType<UdpLog> TYPE = new PluginType<>("udp-log", 8, RecordSchema.of(
            required("host", FieldType.text(SharedFields.HOST_RULE), "The name or IP address to send to."),
            required("port", FieldType.whole(0, 65_535), "Its port."),
            SharedFields.timeout("timeout", 10_000, "Milliseconds that Kong waits for the socket.")
                    .withoutEffect("A datagram waits for nobody."),
            SharedFields.customFieldsByLua()), true, UdpLog::of);

    private static UdpLog of(Values config) {
        return new UdpLog(new Listener(config.text("host"), config.integer("port"),
                Duration.ofMillis(config.whole("timeout"))));
    }

    @Override
    public String pluginName() {
        return TYPE.name();
    }

    @Override
    public void log(LogEntry entry, PluginContext context) {
        Sockets sockets = context.resources().telemetry().sockets();
        byte[] datagram = LogDocument.of(entry).getBytes(StandardCharsets.UTF_8);
        context.resources().telemetry().deliveries().add(
                new Destination<>(context.instance().id(), TYPE.name(), QueueSettings.AT_ONCE,
                        batch -> sockets.datagram(listener, batch.get(0))),
                datagram, datagram.length);
    }
}
