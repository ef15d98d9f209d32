package dev.headgate.plugin.telemetry;

import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/// The body of an export over OTLP/HTTP (opentelemetry.io/docs/specs/otlp): an `ExportTraceServiceRequest` with one
/// resource and one scope.
final class OtlpRequest {
    private static final int STATUS_ERROR = 2;

    private OtlpRequest() {}

    /// @param resource attributes of the resource, in order
    static byte[] of(Map<String, String> resource, List<OtlpSpan> spans) {
        Protobuf attributes = new Protobuf();
        resource.forEach((name, value) -> attributes.message(1, attribute(name, value)));
        Protobuf scoped = new Protobuf()
                .message(1, new Protobuf().text(1, "kong-internal").text(2, "0.1.0"));
        spans.forEach(span -> scoped.message(2, span(span)));
        return new Protobuf().message(1, new Protobuf().message(1, attributes).message(2, scoped)).toBytes();
    }

    private static Protobuf span(OtlpSpan span) {
        Protobuf message = new Protobuf().bytes(1, id(span.traceId())).bytes(2, id(span.spanId()));
        if (!span.parentId().isEmpty()) {
            message.bytes(4, id(span.parentId()));
        }
        message.text(5, span.name()).varint(6, span.kind().number())
                .fixed64(7, LogDocument.epochNanos(span.startedAt()))
                .fixed64(8, LogDocument.epochNanos(span.endedAt()));
        span.attributes().forEach((name, value) -> message.message(9, attribute(name, value)));
        return span.isError() ? message.message(15, new Protobuf().varint(3, STATUS_ERROR)) : message;
    }

    private static byte[] id(String hex) {
        return HexFormat.of().parseHex(hex);
    }

    private static Protobuf attribute(String name, Object value) {
        Protobuf any = new Protobuf();
        switch (value) {
            case Boolean flag -> any.varint(2, flag ? 1 : 0);
            case Long whole -> any.varint(3, whole);
            case Double number -> any.number(4, number);
            default -> any.text(1, value.toString());
        }
        return new Protobuf().text(1, name).message(2, any);
    }
}
