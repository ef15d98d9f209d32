package dev.headgate.plugin;

import dev.headgate.http.Body;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/// What the members of a JSON object are, as far as one can be a credential. Immutable.
final class JsonFields {
    private static final JsonFactory JSON = new JsonFactory();

    private final Map<String, NamedValue> members;

    private JsonFields(Map<String, NamedValue> members) {
        this.members = members;
    }

    /// Reads a body; empty where it is no JSON object.
    static Optional<JsonFields> read(Body body) {
        Map<String, NamedValue> members = new HashMap<>();
        try (JsonParser parser = JSON.createParser(ObjectReadContext.empty(), body.bytes())) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return Optional.empty();
            }
            for (String name = parser.nextName(); name != null; name = parser.nextName()) {
                members.put(name, value(parser.nextToken(), parser));
                parser.skipChildren();
            }
            return parser.nextToken() == null ? Optional.of(new JsonFields(members)) : Optional.empty();
        } catch (JacksonException e) {
            return Optional.empty();
        }
    }

    private static NamedValue value(JsonToken token, JsonParser parser) {
        return switch (token) {
            case VALUE_STRING -> new NamedValue.Text(parser.getString());
            case START_OBJECT, START_ARRAY -> new NamedValue.Several();
            default -> new NamedValue.Other();
        };
    }

    /// The last member of that name, as in Kong.
    NamedValue find(String name) {
        return members.getOrDefault(name, new NamedValue.Absent());
    }
}
