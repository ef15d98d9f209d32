package dev.headgate.snapshot;

import java.io.StringWriter;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/// What is logged of a start that did not go as it should, though requests can be served: one line of JSON.
public final class SnapshotLine {
    private static final JsonFactory JSON = new JsonFactory();

    private SnapshotLine() {}

    /// The line.
    ///
    /// @param problem without any secret
    public static String of(String problem) {
        StringWriter out = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), out)) {
            json.writeStartObject();
            json.writeStringProperty("level", "WARN");
            json.writeStringProperty("message", problem);
            json.writeEndObject();
        }
        return out.toString();
    }
}
