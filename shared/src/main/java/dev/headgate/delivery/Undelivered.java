package dev.headgate.delivery;

import java.io.StringWriter;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/// Something that could not be delivered, or not yet, for the operator's log.
///
/// @param plugin whose entries they are
/// @param problem what is wrong, in Kong's words where it has some; holds nothing of the entries
public record Undelivered(String plugin, String problem) {
    private static final JsonFactory JSON = new JsonFactory();

    /// The line of log as a JSON object, without a line break.
    public String json() {
        StringWriter out = new StringWriter(128);
        try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), out)) {
            json.writeStartObject();
            json.writeStringProperty("plugin", plugin);
            json.writeStringProperty("decision", "undelivered");
            json.writeStringProperty("error", problem);
            json.writeEndObject();
        }
        return out.toString();
    }
}
