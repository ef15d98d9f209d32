package dev.headgate.plugin.telemetry;

import java.io.StringWriter;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/// A span as Zipkin has it (zipkin.io/zipkin-api, version 2). An immutable value.
///
/// @param traceId 16 or 32 hex digits
/// @param parentId 16 hex digits; empty for none
/// @param id 16 hex digits
/// @param kind `SERVER` or `CLIENT`
/// @param remote the other side
/// @param annotations moments with names, in order
/// @param tags in order; empty values are left out
record ZipkinSpan(String traceId, String parentId, String id, String kind, String name, Instant startedAt,
        Instant endedAt, Endpoint remote, List<Annotation> annotations, Map<String, String> tags) {
    private static final JsonFactory JSON = new JsonFactory();
    private static final long MICROS_OF_SECOND = 1_000_000;
    private static final int NANOS_OF_MICRO = 1000;

    ZipkinSpan {
        annotations = List.copyOf(annotations);
        tags = new LinkedHashMap<>(tags);
    }

    /// @param service its name; empty for none
    /// @param address empty for none
    /// @param port 0 for none
    record Endpoint(String service, String address, int port) {}

    /// @param value Kong's sign for it
    record Annotation(Instant at, String value) {}

    /// @param localService the gateway's name
    String json(String localService) {
        StringWriter out = new StringWriter(512);
        try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), out)) {
            json.writeStartObject();
            json.writeStringProperty("traceId", traceId);
            json.writeStringProperty("name", name);
            if (!parentId.isEmpty()) {
                json.writeStringProperty("parentId", parentId);
            }
            json.writeStringProperty("id", id);
            json.writeStringProperty("kind", kind);
            json.writeNumberProperty("timestamp", micros(startedAt));
            json.writeNumberProperty("duration", Math.max(0, micros(endedAt) - micros(startedAt)));
            json.writeObjectPropertyStart("localEndpoint");
            json.writeStringProperty("serviceName", localService);
            json.writeEndObject();
            remote(json);
            tags(json);
            annotations(json);
            json.writeEndObject();
        }
        return out.toString();
    }

    private static long micros(Instant moment) {
        return moment.getEpochSecond() * MICROS_OF_SECOND + moment.getNano() / NANOS_OF_MICRO;
    }

    private void remote(JsonGenerator json) {
        if (remote.service().isEmpty() && remote.port() == 0) {
            json.writeNullProperty("remoteEndpoint");
            return;
        }
        json.writeObjectPropertyStart("remoteEndpoint");
        if (!remote.service().isEmpty()) {
            json.writeStringProperty("serviceName", remote.service());
        }
        if (remote.port() != 0) {
            json.writeNumberProperty("port", remote.port());
        }
        if (!remote.address().isEmpty()) {
            json.writeStringProperty(remote.address().contains(":") ? "ipv6" : "ipv4", remote.address());
        }
        json.writeEndObject();
    }

    private void tags(JsonGenerator json) {
        json.writeObjectPropertyStart("tags");
        tags.forEach((tag, value) -> {
            if (!value.isEmpty()) {
                json.writeStringProperty(tag, value);
            }
        });
        json.writeEndObject();
    }

    private void annotations(JsonGenerator json) {
        if (annotations.isEmpty()) {
            return;
        }
        json.writeArrayPropertyStart("annotations");
        for (Annotation annotation : annotations) {
            json.writeStartObject();
            json.writeNumberProperty("timestamp", micros(annotation.at()));
            json.writeStringProperty("value", annotation.value());
            json.writeEndObject();
        }
        json.writeEndArray();
    }
}
