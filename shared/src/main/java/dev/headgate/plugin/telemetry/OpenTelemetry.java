package dev.headgate.plugin.telemetry;

import static dev.headgate.schema.Field.optional;

import dev.headgate.delivery.Destination;
import dev.headgate.delivery.QueueSettings;
import dev.headgate.diagnostic.Code;
import dev.headgate.diagnostic.Entity;
import dev.headgate.http.Body;
import dev.headgate.http.Headers;
import dev.headgate.http.Response;
import dev.headgate.plugin.Exchange;
import dev.headgate.plugin.PluginContext;
import dev.headgate.plugin.PluginType;
import dev.headgate.plugin.Step;
import dev.headgate.plugin.telemetry.propagation.Format;
import dev.headgate.plugin.telemetry.propagation.Propagation;
import dev.headgate.plugin.telemetry.propagation.TraceContext;
import dev.headgate.schema.FieldType;
import dev.headgate.schema.RecordSchema;
import dev.headgate.schema.Rule;
import dev.headgate.schema.Rules;
import dev.headgate.schema.Values;
import dev.headgate.web.WebCall;
import dev.headgate.web.WebClient;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;

/// Tells backends of traces, and a collector of spans, over OTLP/HTTP. Source: kong/plugins/opentelemetry. Works as Kong
/// does with `tracing_instrumentations = all`.
///
/// @param endpoint where spans go; absent for nowhere, and then backends are told nothing either
/// @param headers to send along
/// @param resource attributes of the resource
/// @param samplingRate how many traces are recorded, from 0 to 1
/// @param responseHeader the field in which clients get the trace's id; empty for none
/// @param propagation how trace context goes in and out
/// @param timeout for an export
/// @param queue how spans wait
public record OpenTelemetry(Optional<URI> endpoint, Headers headers, Map<String, String> resource,
        double samplingRate, String responseHeader, Propagation propagation, Duration timeout, QueueSettings queue)
        implements
            TracingPlugin<OpenTelemetry.Trace> {
    private static final QueueFields QUEUE = new QueueFields(200, "batch_span_count", 200, "batch_flush_delay", 3);
    /// Kong's `tracing_sampling_rate`.
    private static final double SAMPLING_RATE = 0.01;
    private static final int OK = 200;

    /// Kong's opentelemetry plugin.
    public static final PluginType<OpenTelemetry> TYPE = new PluginType<>("opentelemetry", 14, RecordSchema.of(
            optional("traces_endpoint", FieldType.text(SharedFields.URL_RULES),
                    "The collector's URL for spans, such as https://collector.example.com/v1/traces.")
                    .alias("endpoint"),
            optional("logs_endpoint", FieldType.text(SharedFields.URL_RULES), "The collector's URL for lines of log.")
                    .withoutEffect("Kong sends lines of nginx's error log there; the function's log is in CloudWatch."),
            SharedFields.headers(),
            optional("resource_attributes", new FieldType.MapOf(FieldType.text(), FieldType.text(new Rule<>(
                    text -> !text.contains("$("), "%s: templates are not rendered here.", "Write the value itself."))),
                    "Attributes of the resource, besides `service.name` (kong) and `service.instance.id`."),
            QUEUE.queue(), QUEUE.oldSize(), QUEUE.oldDelay(),
            SharedFields.timeout("connect_timeout", 1000, "Milliseconds for connecting."),
            SharedFields.timeout("send_timeout", 5000, "Milliseconds for sending."),
            SharedFields.timeout("read_timeout", 5000, "Milliseconds for the answer."),
            optional("http_response_header_for_traceid", FieldType.text(Rules.HEADER_NAME),
                    "The header field in which clients get the trace's id."),
            PropagationFields.headerType(),
            optional("sampling_rate", FieldType.decimal(0, 1),
                    "How many traces are recorded; one in a hundred where it is left out, as with Kong's default."),
            PropagationFields.propagation(Format.W3C)).check(QUEUE::check).check(OpenTelemetry::check), true,
            OpenTelemetry::of);

    /// The ids of a request's trace and of the spans that others are told of, for later phases.
    ///
    /// @param traceId 32 hex digits
    /// @param rootSpanId the request's
    /// @param balancerSpanId the call's to the backend
    /// @param parentId the client's span; empty for none
    /// @param isSampled whether the spans are recorded
    record Trace(String traceId, String rootSpanId, String balancerSpanId, String parentId, boolean isSampled)
            implements
                Ids {}

    private static void check(Values config, Entity entity) {
        if (!config.has("traces_endpoint") && !config.has("logs_endpoint")) {
            entity.report(Code.HG0108, config.location(), "config",
                    "at least one of these fields must be non-empty: 'config.traces_endpoint', 'config.logs_endpoint'.",
                    "Write traces_endpoint: the collector's URL.");
        }
    }

    private static OpenTelemetry of(Values config) {
        Headers headers = Headers.EMPTY;
        for (Map.Entry<String, String> header : config.map("headers", String.class).entrySet()) {
            headers = headers.with(header.getKey(), header.getValue());
        }
        return new OpenTelemetry(Optional.of(config.text("traces_endpoint")).filter(url -> !url.isEmpty())
                .map(URI::create),
                headers.contains("Content-Type") ? headers : headers.with("Content-Type", "application/x-protobuf"),
                config.map("resource_attributes", String.class),
                config.has("sampling_rate") ? config.decimal("sampling_rate") : SAMPLING_RATE,
                config.text("http_response_header_for_traceid"), PropagationFields.read(config, Format.W3C),
                Duration.ofMillis(config.whole("connect_timeout") + config.whole("send_timeout")
                        + config.whole("read_timeout")),
                QUEUE.settings(config));
    }

    @Override
    public String pluginName() {
        return TYPE.name();
    }

    @Override
    public Step access(Exchange exchange, PluginContext context) {
        if (endpoint.isEmpty()) {
            return exchange.proceed();
        }
        Propagation.Extracted from = propagation.extract(exchange.upstream().headers());
        Trace trace = trace(from.context(), context.resources().random());
        Propagation.Sent sent = propagation.inject(exchange.upstream().headers(), from, from.context().in(
                trace.traceId(), trace.balancerSpanId(), trace.rootSpanId(), Optional.of(trace.isSampled())));
        return TracingPlugin.told(exchange, sent, trace).proceed();
    }

    @Override
    public Class<Trace> idsType() {
        return Trace.class;
    }

    /// Who does not record says so to all behind; for the others, the trace's id decides.
    @Override
    public Trace trace(TraceContext from, RandomGenerator random) {
        String traceId = from.traceId().isEmpty() ? TraceIds.random(random, 16) : from.fullTraceId();
        String span = from.spanId().isEmpty() ? from.parentId() : from.spanId();
        String parent = span.isEmpty() ? "" : TraceContext.sized(span, 8);
        return new Trace(traceId, TraceIds.random(random, 8), TraceIds.random(random, 8), parent,
                from.sampled().orElse(true) && TraceIds.isSampled(traceId, samplingRate));
    }

    @Override
    public void report(LogEntry entry, Trace trace, PluginContext context) {
        WebClient web = context.resources().web();
        Map<String, String> attributes = new LinkedHashMap<>();
        attributes.put("service.name", "kong");
        attributes.put("service.instance.id", context.resources().process().id());
        attributes.putAll(resource);
        Destination<OtlpSpan> collector = new Destination<>(context.instance().id() + ":traces", TYPE.name(), queue,
                spans -> export(web, attributes, spans));
        OtlpSpans.of(entry, trace, context.resources().random())
                .forEach(span -> context.resources().telemetry().deliveries().add(collector, span, 0));
    }

    private void export(WebClient web, Map<String, String> attributes, List<OtlpSpan> spans) throws IOException {
        WebCall call = new WebCall("POST", endpoint.orElseThrow(), headers,
                Body.of(OtlpRequest.of(attributes, spans)), timeout, WebCall.ANSWER_BYTES_MAX, true);
        Response answer = web.send(call);
        if (answer.status() != OK) {
            throw new IOException("response error: " + answer.status());
        }
    }
}
