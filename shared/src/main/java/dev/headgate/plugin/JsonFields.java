package dev.headgate.plugin;

import dev.headgate.http.Body;
import java.io.ByteArrayOutputStream;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/// The members of a JSON object, which is read as a stream: a body is large and its fields are few. Immutable.
final class JsonFields {
    private static final JsonFactory JSON = new JsonFactory();

    private final Body body;
    private final Map<String, NamedValue> members;

    private JsonFields(Body body, Map<String, NamedValue> members) {
        this.body = body;
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
            return parser.nextToken() == null ? Optional.of(new JsonFields(body, members)) : Optional.empty();
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

    /// The object without members of that name; numbers and texts keep their value to the last digit.
    Body without(String name) {
        if (!members.containsKey(name)) {
            return body;
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream(body.length());
        try (JsonParser parser = JSON.createParser(ObjectReadContext.empty(), body.bytes());
                JsonGenerator generator = JSON.createGenerator(ObjectWriteContext.empty(), out)) {
            parser.nextToken();
            generator.writeStartObject();
            for (String member = parser.nextName(); member != null; member = parser.nextName()) {
                parser.nextToken();
                if (member.equals(name)) {
                    parser.skipChildren();
                } else {
                    generator.writeName(member);
                    generator.copyCurrentStructureExact(parser);
                }
            }
            generator.writeEndObject();
        }
        return Body.of(out.toByteArray());
    }
}
