package dev.headgate.json;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;

/// Reads [JsonValue]s. Pure and safe for use by many threads.
final class JsonParsing {
    /// Far deeper than anybody writes, and far from the end of a thread's stack.
    static final int DEPTH_MAX = 200;

    private static final JsonFactory JSON = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(DEPTH_MAX)
                    .maxStringLength(Integer.MAX_VALUE).build())
            .build();

    private JsonParsing() {}

    static Optional<JsonValue> parse(byte[] document) {
        // The parser would guess UTF-16 and UTF-32 from bytes, so that it gets characters.
        try (JsonParser parser = JSON.createParser(ObjectReadContext.empty(), utf8(document))) {
            JsonToken first = parser.nextToken();
            if (first == null) {
                return Optional.empty();
            }
            JsonValue value = value(first, parser);
            return parser.nextToken() == null ? Optional.of(value) : Optional.empty();
        } catch (JacksonException | CharacterCodingException _) {
            return Optional.empty();
        }
    }

    private static String utf8(byte[] document) throws CharacterCodingException {
        return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(document)).toString();
    }

    private static JsonValue value(JsonToken token, JsonParser parser) {
        return switch (token) {
            case START_OBJECT -> members(parser);
            case START_ARRAY -> items(parser);
            case VALUE_STRING -> new JsonValue.Text(parser.getString());
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> new JsonValue.Num(parser.getString());
            case VALUE_TRUE -> new JsonValue.Flag(true);
            case VALUE_FALSE -> new JsonValue.Flag(false);
            case VALUE_NULL -> new JsonValue.Null();
            case END_OBJECT, END_ARRAY, PROPERTY_NAME, VALUE_EMBEDDED_OBJECT, NOT_AVAILABLE ->
                    throw new IllegalStateException("the parser gave " + token + " for a value");
        };
    }

    private static JsonValue members(JsonParser parser) {
        Map<String, JsonValue> members = new LinkedHashMap<>();
        for (String name = parser.nextName(); name != null; name = parser.nextName()) {
            members.put(name, value(parser.nextToken(), parser));
        }
        return new JsonValue.Members(members);
    }

    private static JsonValue items(JsonParser parser) {
        List<JsonValue> items = new ArrayList<>();
        for (JsonToken token = parser.nextToken(); token != JsonToken.END_ARRAY; token = parser.nextToken()) {
            items.add(value(token, parser));
        }
        return new JsonValue.Items(items);
    }
}
