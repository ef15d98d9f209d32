package dev.headgate.plugin.telemetry;

import dev.headgate.delivery.Destination;
import dev.headgate.delivery.QueueSettings;
import dev.headgate.delivery.Sockets;
import dev.headgate.delivery.Sockets.Listener;
import dev.headgate.delivery.Sockets.Security;
import dev.headgate.plugin.Plugin;
import dev.headgate.plugin.PluginContext;
import dev.headgate.plugin.PluginType;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// Sends metrics of every request to a StatsD server. Source: kong/plugins/statsd.
///
/// @param listener the server
/// @param metrics what is sent of a request, and how it is named
/// @param allowedStatuses answers that are told of, from and to; all of them where there is none
/// @param transport how lines are sent
/// @param queue how entries wait
public record Statsd(Listener listener, StatsdMetrics metrics, List<Statuses> allowedStatuses, Transport transport,
        QueueSettings queue)
        implements
            Plugin {
    /// Kong's statsd plugin.
    public static final PluginType<Statsd> TYPE = new PluginType<>("statsd", 11, StatsdFields.SCHEMA, true,
            StatsdFields::read);

    public Statsd {
        allowedStatuses = List.copyOf(allowedStatuses);
    }

    /// A range of statuses, both ends included.
    public record Statuses(int from, int to) {}

    /// How lines are sent.
    public sealed interface Transport {
        /// A datagram each.
        record Datagrams() implements Transport {}

        /// As many as there is room for in a datagram.
        ///
        /// @param bytesMax the room
        record PackedDatagrams(int bytesMax) implements Transport {}

        /// Over a connection.
        record Connection() implements Transport {}
    }

    @Override
    public String pluginName() {
        return TYPE.name();
    }

    @Override
    public void log(LogEntry entry, PluginContext context) {
        int status = entry.response().status();
        if (!allowedStatuses.isEmpty()
                && allowedStatuses.stream().noneMatch(range -> status >= range.from() && status <= range.to())) {
            return;
        }
        Sockets sockets = context.resources().telemetry().sockets();
        List<String> lines = metrics.lines(entry, context.resources().process().host().name().replace('.', '_'));
        context.resources().telemetry().deliveries().add(new Destination<>(context.instance().id(), TYPE.name(), queue,
                batch -> send(sockets, batch.stream().flatMap(List::stream).toList())), lines, 0);
    }

    private void send(Sockets sockets, List<String> lines) throws IOException {
        switch (transport) {
            case Transport.Datagrams _ -> datagrams(sockets, lines);
            case Transport.PackedDatagrams(int bytesMax) -> datagrams(sockets, StatLine.packed(lines, bytesMax));
            case Transport.Connection _ -> sockets.stream(listener, new Security.Plain(),
                    (String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8));
        }
    }

    private void datagrams(Sockets sockets, List<String> datagrams) throws IOException {
        for (String datagram : datagrams) {
            sockets.datagram(listener, datagram.getBytes(StandardCharsets.UTF_8));
        }
    }
}
