package dev.headgate.plugin.telemetry;

import dev.headgate.http.Response;
import dev.headgate.plugin.Exchange;
import dev.headgate.plugin.Plugin;
import dev.headgate.plugin.PluginContext;
import dev.headgate.plugin.telemetry.propagation.Propagation;
import dev.headgate.plugin.telemetry.propagation.TraceContext;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;

/// A plugin that tells backends and clients of a request's trace, and a collector of its spans when the request is over.
///
/// @param <T> the ids that it keeps of a request's trace; a type of its own, since several such plugins may run
interface TracingPlugin<T extends TracingPlugin.Ids> extends Plugin {
    /// The ids of a request's trace, noted on the exchange for later phases.
    interface Ids {
        /// In hex.
        String traceId();

        /// Whether the spans are recorded.
        boolean isSampled();
    }

    /// Where spans go; absent for nowhere.
    Optional<URI> endpoint();

    /// The field in which clients get the trace's id; empty for none.
    String responseHeader();

    Class<T> idsType();

    /// Ids for a request that brought this context.
    T trace(TraceContext from, RandomGenerator random);

    /// Sends the spans of a request that is recorded.
    void report(LogEntry entry, T trace, PluginContext context);

    /// The exchange whose backend is told of the trace.
    static Exchange told(Exchange exchange, Propagation.Sent sent, Ids trace) {
        Exchange told = exchange.withUpstream(exchange.upstream().withHeaders(sent.headers())).withNote(trace);
        for (Map.Entry<String, String> id : sent.traceIds().entrySet()) {
            told = LoggedValues.with(told, "trace_id", id.getKey(), id.getValue());
        }
        return told;
    }

    @Override
    default Response response(Exchange exchange, Response response, PluginContext context) {
        if (responseHeader().isEmpty()) {
            return response;
        }
        return exchange.note(idsType())
                .map(trace -> response.withHeaders(response.headers().plus(responseHeader(), trace.traceId())))
                .orElse(response);
    }

    /// A request that never came to the access phase has a trace of its own.
    @Override
    default void log(LogEntry entry, PluginContext context) {
        T trace = entry.exchange().note(idsType())
                .orElseGet(() -> trace(TraceContext.NONE, context.resources().random()));
        if (endpoint().isPresent() && trace.isSampled()) {
            report(entry, trace, context);
        }
    }
}
