package dev.headgate.plugin.telemetry.propagation;

import java.util.Map;
import java.util.Optional;

/// Which trace a request belongs to, and which span of it. An immutable value.
///
/// @param traceId in hex, as long as it came; empty for none
/// @param spanId in hex; empty for none
/// @param parentId the span's parent, in hex; empty for none
/// @param sampled whether the trace is recorded; absent where nobody has decided
/// @param sharesSpan whether client and server share the span, as in B3
/// @param isDebug B3's flag
/// @param isSingleHeader whether it came in B3's one header field
/// @param baggage values that travel along
public record TraceContext(String traceId, String spanId, String parentId, Optional<Boolean> sampled,
        boolean sharesSpan, boolean isDebug, boolean isSingleHeader, Map<String, String> baggage) {
    /// Nothing is known.
    public static final TraceContext NONE = new TraceContext("", "", "", Optional.empty(), false, false, false,
            Map.of());

    public TraceContext {
        baggage = Map.copyOf(baggage);
    }

    /// A trace whose format knows no parent, no flags and no baggage.
    static TraceContext of(String traceId, String spanId, Optional<Boolean> sampled) {
        return new TraceContext(traceId, spanId, "", sampled, false, false, false, Map.of());
    }

    TraceContext withBaggage(Map<String, String> changed) {
        return new TraceContext(traceId, spanId, parentId, sampled, sharesSpan, isDebug, isSingleHeader, changed);
    }

    /// The same trace in another span, for what is sent on.
    public TraceContext in(String trace, String span, String parent, Optional<Boolean> decided) {
        return new TraceContext(trace, span, parent, decided, sharesSpan, isDebug, isSingleHeader, baggage);
    }

    /// An id of so many bytes, in hex: the last ones of a longer id, zeros before a shorter one.
    public static String sized(String hex, int bytes) {
        int digits = 2 * bytes;
        return hex.length() > digits ? hex.substring(hex.length() - digits) : "0".repeat(digits - hex.length()) + hex;
    }

    /// The trace's id in 16 bytes.
    public String fullTraceId() {
        return sized(traceId, 16);
    }
}
