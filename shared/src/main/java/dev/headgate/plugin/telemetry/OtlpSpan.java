package dev.headgate.plugin.telemetry;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/// A span as OTLP has it (opentelemetry/proto/trace/v1/trace.proto). An immutable value.
///
/// @param traceId 32 hex digits
/// @param spanId 16 hex digits
/// @param parentId 16 hex digits; empty for none
/// @param attributes text, `Long`, `Double` or `Boolean`, in order
/// @param isError whether what it stands for failed
record OtlpSpan(String traceId, String spanId, String parentId, String name, Kind kind, Instant startedAt,
        Instant endedAt, Map<String, Object> attributes, boolean isError) {
    OtlpSpan {
        attributes = new LinkedHashMap<>(attributes);
    }

    /// What a span stands for.
    enum Kind {
        INTERNAL(1), SERVER(2), CLIENT(3);

        private final int number;

        Kind(int number) {
            this.number = number;
        }

        int number() {
            return number;
        }
    }
}
