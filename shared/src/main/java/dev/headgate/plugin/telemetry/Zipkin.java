package dev.headgate.plugin.telemetry;

import dev.headgate.delivery.Destination;
import dev.headgate.delivery.QueueSettings;
import dev.headgate.http.Body;
import dev.headgate.http.Response;
import dev.headgate.plugin.Exchange;
import dev.headgate.plugin.PluginContext;
import dev.headgate.plugin.PluginType;
import dev.headgate.plugin.Step;
import dev.headgate.plugin.telemetry.propagation.Propagation;
import dev.headgate.plugin.telemetry.propagation.TraceContext;
import dev.headgate.web.WebCall;
import dev.headgate.web.WebClient;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/// Tells backends of traces, and Zipkin of spans. Source: kong/plugins/zipkin.
///
/// @param endpoint where spans go; absent for nowhere
/// @param sampleRatio how many of the requests that bring no decision are recorded, from 0 to 1
/// @param traceIdBytes the length of ids that are made here, 8 or 16
/// @param responseHeader the field in which clients get the trace's id; empty for none
/// @param propagation how trace context goes in and out
/// @param spans what spans say
/// @param timeout for a report
/// @param queue how spans wait
public record Zipkin(Optional<URI> endpoint, double sampleRatio, int traceIdBytes, String responseHeader,
        Propagation propagation, ZipkinSpans spans, Duration timeout, QueueSettings queue)
        implements
            TracingPlugin<Zipkin.Trace> {
    /// Kong's zipkin plugin.
    public static final PluginType<Zipkin> TYPE = new PluginType<>("zipkin", 100_000, ZipkinFields.SCHEMA, true,
            ZipkinFields::read);

    /// The ids of a request's trace, for later phases.
    ///
    /// @param traceId in hex
    /// @param requestSpanId the request's, which B3 shares with the client
    /// @param parentId the request span's parent; empty for none
    /// @param proxySpanId the call's to the backend
    /// @param isSampled whether the spans are recorded
    record Trace(String traceId, String requestSpanId, String parentId, String proxySpanId, boolean isSampled)
            implements
                Ids {}

    @Override
    public String pluginName() {
        return TYPE.name();
    }

    @Override
    public Step access(Exchange exchange, PluginContext context) {
        Propagation.Extracted from = propagation.extract(exchange.upstream().headers());
        Trace trace = trace(from.context(), context.resources().random());
        // As in Kong, who does not record leaves the word out where the format lets it.
        Optional<Boolean> sampled = trace.isSampled() ? Optional.of(true) : Optional.empty();
        Propagation.Sent sent = propagation.inject(exchange.upstream().headers(), from,
                from.context().in(trace.traceId(), trace.proxySpanId(), trace.requestSpanId(), sampled));
        return TracingPlugin.told(exchange, sent, trace).proceed();
    }

    @Override
    public Class<Trace> idsType() {
        return Trace.class;
    }

    @Override
    public Trace trace(TraceContext from, RandomGenerator random) {
        String traceId = from.traceId().isEmpty() ? TraceIds.random(random, traceIdBytes) : from.fullTraceId();
        String brought = from.spanId().isEmpty() ? "" : TraceContext.sized(from.spanId(), 8);
        boolean shares = from.sharesSpan() && !brought.isEmpty();
        String parent = from.sharesSpan()
                ? from.parentId().isEmpty() ? "" : TraceContext.sized(from.parentId(), 8)
                : brought;
        return new Trace(traceId, shares ? brought : TraceIds.random(random, 8), parent, TraceIds.random(random, 8),
                from.sampled().orElseGet(() -> random.nextDouble() < sampleRatio));
    }

    @Override
    public void report(LogEntry entry, Trace trace, PluginContext context) {
        WebClient web = context.resources().web();
        Destination<String> collector = new Destination<>(context.instance().id(), TYPE.name(), queue,
                batch -> send(web, batch));
        for (ZipkinSpan span : spans.of(entry, trace, context.resources())) {
            context.resources().telemetry().deliveries().add(collector, span.json(spans.localService()), 0);
        }
    }

    private void send(WebClient web, List<String> batch) throws IOException {
        Response answer = web.send(WebCall.post(endpoint.orElseThrow(), "application/json",
                Body.utf8("[" + String.join(",", batch) + "]"), timeout));
        if (answer.status() < 200 || answer.status() >= 300) {
            throw new IOException("zipkin server responded unexpectedly: " + answer.status());
        }
    }
}
