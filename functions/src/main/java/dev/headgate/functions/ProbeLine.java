package dev.headgate.functions;

import dev.headgate.health.ProbeRound.Change;
import java.io.StringWriter;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/// What is logged of a target that probes found to be otherwise than thought: one line of JSON.
final class ProbeLine {
    private static final JsonFactory JSON = new JsonFactory();

    private ProbeLine() {}

    static String of(Change change) {
        StringWriter out = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), out)) {
            json.writeStartObject();
            json.writeStringProperty("upstreamId", change.upstream());
            json.writeStringProperty("address", change.address());
            json.writeStringProperty("decision", change.up() ? "healthy" : "unhealthy");
            json.writeEndObject();
        }
        return out.toString();
    }
}
