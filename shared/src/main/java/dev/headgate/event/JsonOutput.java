package dev.headgate.event;

import java.util.function.Consumer;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.util.ByteArrayBuilder;

/// Writes JSON documents as UTF-8.
final class JsonOutput {
    private JsonOutput() {}

    /// The document that the writer writes.
    ///
    /// @param expectedBytes about how long it will be, so that the buffer need not grow
    static byte[] document(int expectedBytes, Consumer<JsonGenerator> writer) {
        try (ByteArrayBuilder bytes = new ByteArrayBuilder(expectedBytes)) {
            try (JsonGenerator json = JsonInput.JSON.createGenerator(ObjectWriteContext.empty(), bytes)) {
                writer.accept(json);
            }
            return bytes.toByteArray();
        }
    }
}
