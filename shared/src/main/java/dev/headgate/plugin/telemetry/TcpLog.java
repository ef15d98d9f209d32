package dev.headgate.plugin.telemetry;

import static dev.headgate.schema.Field.defaulted;
import static dev.headgate.schema.Field.optional;
import static dev.headgate.schema.Field.required;

import dev.headgate.delivery.Destination;
import dev.headgate.delivery.QueueSettings;
import dev.headgate.delivery.Sockets;
import dev.headgate.delivery.Sockets.Listener;
import dev.headgate.delivery.Sockets.Security;
import dev.headgate.plugin.Plugin;
import dev.headgate.plugin.PluginContext;
import dev.headgate.plugin.PluginType;
import dev.headgate.schema.FieldType;
import dev.headgate.schema.RecordSchema;
import dev.headgate.schema.Values;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/// Sends an entry for every request over a TCP connection, ended by a line feed. Source: kong/plugins/tcp-log.
///
/// @param listener where to
/// @param security whether the connection is encrypted
public record TcpLog(Listener listener, Security security) implements Plugin {
    /// Kong's tcp-log plugin.
    public static final PluginType<TcpLog> TYPE = new PluginType<>("tcp-log", 7, RecordSchema.of(
            required("host", FieldType.text(SharedFields.HOST_RULE), "The name or IP address to send to."),
            required("port", FieldType.whole(0, 65_535), "Its port."),
            SharedFields.timeout("timeout", 10_000, "Milliseconds for connecting."),
            SharedFields.keepalive(),
            defaulted("tls", FieldType.flag(), false,
                    "Whether the connection is encrypted; the server's certificate is not checked, as in Kong."),
            optional("tls_sni", FieldType.text(SharedFields.HOST_RULE), "The TLS server name (SNI) to ask for."),
            SharedFields.customFieldsByLua()), true, TcpLog::of);

    private static TcpLog of(Values config) {
        Security security = config.flag("tls") ? new Security.Tls(config.text("tls_sni")) : new Security.Plain();
        return new TcpLog(new Listener(config.text("host"), config.integer("port"),
                Duration.ofMillis(config.whole("timeout"))), security);
    }

    @Override
    public String pluginName() {
        return TYPE.name();
    }

    @Override
    public void log(LogEntry entry, PluginContext context) {
        Sockets sockets = context.resources().telemetry().sockets();
        byte[] line = (LogDocument.of(entry) + "\n").getBytes(StandardCharsets.UTF_8);
        context.resources().telemetry().deliveries().add(
                new Destination<>(context.instance().id(), TYPE.name(), QueueSettings.AT_ONCE,
                        batch -> sockets.stream(listener, security, batch.get(0))),
                line, line.length);
    }
}
