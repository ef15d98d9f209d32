package dev.headgate.plugin.mocking;

import dev.headgate.json.JsonValue;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;

/// Follows the references of a description, all of which lead into itself.
///
/// @param document the whole description
record References(JsonValue.Members document) {
    private static final int HOPS_MAX = 20;

    /// An object, or the one that it refers to.
    ///
    /// @throws DescriptionException when it refers to nothing, elsewhere, or in a circle
    JsonValue.Members resolved(JsonValue value) throws DescriptionException {
        JsonValue current = value;
        for (int hops = 0; hops < HOPS_MAX; hops++) {
            if (!(current instanceof JsonValue.Members members)) {
                return JsonValue.Members.NONE;
            }
            String reference = members.text("$ref").orElse("");
            if (reference.isEmpty()) {
                return members;
            }
            current = target(reference);
        }
        throw new DescriptionException("its references go round in a circle");
    }

    private JsonValue target(String reference) throws DescriptionException {
        if (!reference.startsWith("#/")) {
            throw new DescriptionException("it refers to " + reference + ", and no other document is read");
        }
        JsonValue current = document;
        for (String step : reference.substring(2).split("/")) {
            String name = URLDecoder.decode(step.replace("+", "%2B"), StandardCharsets.UTF_8).replace("~1", "/")
                    .replace("~0", "~");
            JsonValue next = current instanceof JsonValue.Members members ? members.values().get(name) : null;
            if (next == null) {
                throw new DescriptionException("it refers to " + reference + ", where nothing is");
            }
            current = next;
        }
        return current;
    }
}
