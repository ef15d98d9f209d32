package dev.headgate.router;

import java.io.StringWriter;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/// What a deployed function writes of its requests: one JSON object a line, which is the entry of its log and the request's
/// metrics at once.
///
/// Keys that Powertools for AWS Lambda has are named as there (powertools-logging, `PowertoolsLoggedFields`), so that
/// whoever looks through several functions asks for one name; those of [LogLine] follow. CloudWatch takes the metrics out of
/// the `_aws` member (Embedded Metric Format,
/// docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Embedded_Metric_Format_Specification.html): no call,
/// no agent, no waiting. Safe for use by many threads.
///
/// @param deployment which deployment the function belongs to; 1 to 255 printable ASCII characters, one of them no space
/// @param isPerRoute whether every metric is reported for each route too
/// @param clock when a line is written
/// @param out takes a line at a time, without its end
public record FunctionLog(String deployment, boolean isPerRoute, InstantSource clock, Consumer<String> out) {
    private static final JsonFactory JSON = new JsonFactory();
    /// As Powertools writes it: always three digits of a second.
    private static final DateTimeFormatter TIMESTAMP = DateTimeFormatter
            .ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

    /// Where one invocation writes.
    public RequestLog of(Invocation invocation) {
        return line -> out.accept(json(line, invocation));
    }

    private String json(LogLine line, Invocation invocation) {
        Instant now = clock.instant();
        StringWriter out = new StringWriter(1024);
        try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), out)) {
            json.writeStartObject();
            json.writeStringProperty("timestamp", TIMESTAMP.format(now));
            json.writeStringProperty("level", line.level());
            json.writeStringProperty("service", deployment);
            json.writeStringProperty("message", "request " + line.decision());
            LogLine.text(json, "function_name", invocation.functionName());
            LogLine.text(json, "function_version", invocation.functionVersion());
            LogLine.text(json, "function_request_id", invocation.requestId());
            LogLine.text(json, "xray_trace_id", invocation.traceId());
            line.writeMembers(json);
            if (!line.measures().values().isEmpty()) {
                metrics(json, line, now);
            }
            json.writeEndObject();
        }
        return out.toString();
    }

    private void metrics(JsonGenerator json, LogLine line, Instant now) {
        boolean hasRoute = isPerRoute && !line.routeId().isEmpty();
        json.writeStringProperty(GatewayMetrics.DEPLOYMENT, deployment);
        if (hasRoute) {
            json.writeStringProperty(GatewayMetrics.ROUTE, line.routeId());
        }
        line.measures().values().forEach((metric, value) -> json.writeNumberProperty(metric.text(), value));
        json.writeObjectPropertyStart("_aws");
        json.writeNumberProperty("Timestamp", now.toEpochMilli());
        json.writeArrayPropertyStart("CloudWatchMetrics");
        json.writeStartObject();
        json.writeStringProperty("Namespace", GatewayMetrics.NAMESPACE);
        json.writeArrayPropertyStart("Dimensions");
        dimensions(json, List.of(GatewayMetrics.DEPLOYMENT));
        if (hasRoute) {
            dimensions(json, List.of(GatewayMetrics.DEPLOYMENT, GatewayMetrics.ROUTE));
        }
        json.writeEndArray();
        json.writeArrayPropertyStart("Metrics");
        line.measures().values().keySet().forEach(metric -> {
            json.writeStartObject();
            json.writeStringProperty("Name", metric.text());
            json.writeStringProperty("Unit", metric.unit().text());
            json.writeEndObject();
        });
        json.writeEndArray();
        json.writeEndObject();
        json.writeEndArray();
        json.writeEndObject();
    }

    private static void dimensions(JsonGenerator json, List<String> names) {
        json.writeStartArray();
        names.forEach(json::writeString);
        json.writeEndArray();
    }
}
