package dev.headgate.router;

import dev.headgate.xray.Subsegment;
import java.io.StringWriter;
import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/// What is logged of a request: one line, keys from this list only, nothing that the client sent. A key without a value
/// is left out.
///
/// @param requestId as in the client's X-Kong-Request-Id
/// @param routeId empty where no route matched
/// @param serviceId empty for none
/// @param consumerId empty where nobody is known
/// @param plugin the name of the plugin that answered, refused or failed; empty for none
/// @param decision what became of the request
/// @param status what is answered; absent where the function only says yes
/// @param latencyMillis how long the function took
/// @param upstreamMillis how long the backend took; absent where it was not called
/// @param coldStart whether it is the environment's first request
/// @param error what went wrong inside; empty for nothing
/// @param uncounted names of the plugins that let the request pass though they could not count it
/// @param measures what is measured of the request
/// @param parts what the request's time was spent on, for its trace
public record LogLine(
        String requestId,
        String routeId,
        String serviceId,
        String consumerId,
        String plugin,
        String decision,
        OptionalInt status,
        long latencyMillis,
        OptionalLong upstreamMillis,
        boolean coldStart,
        String error,
        List<String> uncounted,
        Measures measures,
        List<Subsegment> parts) {
    private static final JsonFactory JSON = new JsonFactory();

    public LogLine {
        uncounted = List.copyOf(uncounted);
        parts = List.copyOf(parts);
    }

    /// A request that the function could not handle.
    public static LogLine failure(String requestId, long latencyMillis, boolean coldStart, RuntimeException failure,
            Measures measures) {
        return new LogLine(requestId, "", "", "", "", "failed", OptionalInt.empty(), latencyMillis,
                OptionalLong.empty(), coldStart, Failures.describe(failure), List.of(), measures, List.of());
    }

    /// A health check that finds that requests cannot be served. It is none itself, so nothing is measured.
    ///
    /// @param problems what is wrong, a sentence each
    public static LogLine unavailable(String requestId, int status, long latencyMillis, boolean coldStart,
            List<String> problems) {
        return new LogLine(requestId, "", "", "", "", "unavailable", OptionalInt.of(status), latencyMillis,
                OptionalLong.empty(), coldStart, String.join("; ", problems), List.of(), Measures.NONE, List.of());
    }

    /// How much it concerns the operator: an error where something inside kept the client from its answer, a warning where
    /// it did not.
    String level() {
        if (decision.equals("failed") || !error.isEmpty() && status.orElse(200) >= 500) {
            return "ERROR";
        }
        return error.isEmpty() ? "INFO" : "WARN";
    }

    /// The line as a JSON object, without a line break.
    public String json() {
        StringWriter out = new StringWriter(256);
        try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), out)) {
            json.writeStartObject();
            writeMembers(json);
            json.writeEndObject();
        }
        return out.toString();
    }

    void writeMembers(JsonGenerator json) {
        text(json, "requestId", requestId);
        text(json, "routeId", routeId);
        text(json, "serviceId", serviceId);
        text(json, "consumerId", consumerId);
        text(json, "plugin", plugin);
        text(json, "decision", decision);
        status.ifPresent(value -> json.writeNumberProperty("status", value));
        json.writeNumberProperty("latencyMillis", latencyMillis);
        upstreamMillis.ifPresent(value -> json.writeNumberProperty("upstreamMillis", value));
        json.writeBooleanProperty("cold_start", coldStart);
        if (!error.isEmpty()) {
            json.writeObjectPropertyStart("error");
            json.writeStringProperty("message", error);
            json.writeEndObject();
        }
        if (!uncounted.isEmpty()) {
            json.writeArrayPropertyStart("uncounted");
            uncounted.forEach(json::writeString);
            json.writeEndArray();
        }
    }

    static void text(JsonGenerator json, String key, String value) {
        if (!value.isEmpty()) {
            json.writeStringProperty(key, value);
        }
    }
}
