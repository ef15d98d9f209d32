package dev.headgate.xray;

import java.io.StringWriter;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.function.Supplier;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/// Part of what a request spent its time on, as X-Ray shows it
/// (docs.aws.amazon.com/xray/latest/devguide/xray-api-segmentdocuments.html). An immutable value; nothing in it is what a
/// client sent.
///
/// @param name what was done, or the host that was called
/// @param isRemote whether somebody else was called
/// @param start when it began
/// @param end when it was over; not before
/// @param status the HTTP status in which it ended; absent where it has none
/// @param failed whether it failed without a status
/// @param annotations what traces are searched by: letters, digits and underscores; no value is empty
/// @param parts what it consists of
public record Subsegment(
        String name,
        boolean isRemote,
        Instant start,
        Instant end,
        OptionalInt status,
        boolean failed,
        Map<String, String> annotations,
        List<Subsegment> parts) {
    private static final JsonFactory JSON = new JsonFactory();
    private static final int NAME_MAX = 200;

    public Subsegment {
        annotations = Collections.unmodifiableMap(new TreeMap<>(annotations));
        parts = List.copyOf(parts);
    }

    /// Something of the function's own, without parts.
    public static Subsegment local(String name, Instant start, Instant end, boolean failed) {
        return new Subsegment(name, false, start, end, OptionalInt.empty(), failed, Map.of(), List.of());
    }

    /// A call to a host.
    ///
    /// @param status its answer's; absent where there was none, so that the call failed
    public static Subsegment remote(String host, Instant start, Instant end, OptionalInt status) {
        return new Subsegment(host, true, start, end, status, status.isEmpty(), Map.of(), List.of());
    }

    /// The document by which X-Ray learns of it.
    ///
    /// @param ids makes ids of 16 hexadecimal digits
    String document(TraceHeader trace, Supplier<String> ids) {
        StringWriter out = new StringWriter(1024);
        try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), out)) {
            json.writeStartObject();
            json.writeStringProperty("type", "subsegment");
            json.writeStringProperty("trace_id", trace.root());
            json.writeStringProperty("parent_id", trace.parent());
            members(json, ids);
            json.writeEndObject();
        }
        return out.toString();
    }

    private void members(JsonGenerator json, Supplier<String> ids) {
        json.writeStringProperty("id", ids.get());
        json.writeStringProperty("name", shown(name));
        json.writeName("start_time");
        json.writeRawValue(seconds(start));
        json.writeName("end_time");
        json.writeRawValue(seconds(end));
        if (isRemote) {
            json.writeStringProperty("namespace", "remote");
        }
        outcome(json);
        if (!annotations.isEmpty()) {
            json.writeObjectPropertyStart("annotations");
            annotations.forEach(json::writeStringProperty);
            json.writeEndObject();
        }
        if (!parts.isEmpty()) {
            json.writeArrayPropertyStart("subsegments");
            for (Subsegment part : parts) {
                json.writeStartObject();
                part.members(json, ids);
                json.writeEndObject();
            }
            json.writeEndArray();
        }
    }

    private void outcome(JsonGenerator json) {
        int code = status.orElse(0);
        if (code > 0) {
            json.writeObjectPropertyStart("http");
            json.writeObjectPropertyStart("response");
            json.writeNumberProperty("status", code);
            json.writeEndObject();
            json.writeEndObject();
        }
        if (failed || code >= 500) {
            json.writeBooleanProperty("fault", true);
        } else if (code >= 400) {
            json.writeBooleanProperty("error", true);
        }
        if (code == 429) {
            json.writeBooleanProperty("throttle", true);
        }
    }

    /// Of the characters that X-Ray takes, as many as it takes.
    private static String shown(String name) {
        String sound = name.replaceAll("[^\\p{L}\\p{N} _.:/%&#=+\\\\@-]", "_");
        return sound.isEmpty() ? "_" : sound.substring(0, Math.min(sound.length(), NAME_MAX));
    }

    /// Since 1970, with microseconds.
    private static String seconds(Instant at) {
        String micros = Integer.toString(1_000_000 + at.getNano() / 1_000);
        return at.getEpochSecond() + "." + micros.substring(1);
    }
}
