package dev.headgate.event;

import java.io.IOException;
import java.io.InputStream;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.TokenStreamContext;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.json.JsonFactory;

/// Reads a JSON document member by member, without a tree in between. Members that are null are passed over, so that null
/// and missing are alike; what the caller does not take is skipped.
///
/// For one thread and one document.
final class JsonInput implements AutoCloseable {
    static final JsonFactory JSON = new JsonFactory();

    private final JsonParser parser;

    private JsonInput(JsonParser parser) {
        this.parser = parser;
    }

    /// Reads a document that is one JSON value, which the reader finds itself at.
    ///
    /// @throws MalformedEventException when it is not JSON, or not what the reader expects
    static <T> T read(byte[] document, Function<JsonInput, T> reader) {
        try (JsonInput input = new JsonInput(JSON.createParser(ObjectReadContext.empty(), document))) {
            if (input.parser.nextToken() == null) {
                throw new MalformedEventException("event", "there is nothing");
            }
            T read = reader.apply(input);
            if (input.parser.nextToken() != null) {
                throw new MalformedEventException("event", "something follows the JSON document");
            }
            return read;
        } catch (JacksonException e) {
            throw new MalformedEventException("event", "not JSON at " + position(e.getLocation()));
        }
    }

    /// Reads a document from a stream, which it closes. The stream is drained first, so that its failures and the
    /// document's are kept apart.
    ///
    /// @throws MalformedEventException when it is not JSON, or not what the reader expects
    /// @throws UncheckedIOException when the stream fails
    static <T> T read(InputStream document, Function<JsonInput, T> reader) {
        try (document) {
            return read(document.readAllBytes(), reader);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String position(TokenStreamLocation location) {
        return location == null
                ? "an unknown place"
                : "line " + location.getLineNr() + ", column " + location.getColumnNr();
    }

    /// Takes the current value, which must be an object: calls with the name of each member that is not null.
    void object(Consumer<String> member) {
        expect(JsonToken.START_OBJECT, "an object");
        for (String name = parser.nextName(); name != null; name = parser.nextName()) {
            JsonToken value = parser.nextToken();
            if (value != JsonToken.VALUE_NULL) {
                member.accept(name);
            }
            if (parser.currentToken() == JsonToken.START_OBJECT || parser.currentToken() == JsonToken.START_ARRAY) {
                parser.skipChildren();
            }
        }
    }

    /// Takes the current value, which must be an array: calls for each element that is not null.
    void array(Runnable element) {
        expect(JsonToken.START_ARRAY, "an array");
        for (JsonToken value = parser.nextToken(); value != JsonToken.END_ARRAY; value = parser.nextToken()) {
            if (value != JsonToken.VALUE_NULL) {
                element.run();
            }
            if (parser.currentToken() == JsonToken.START_OBJECT || parser.currentToken() == JsonToken.START_ARRAY) {
                parser.skipChildren();
            }
        }
    }

    /// The current value, which must be a string.
    String string() {
        expect(JsonToken.VALUE_STRING, "a string");
        return parser.getString();
    }

    /// The current value, which must be true or false.
    boolean bool() {
        return switch (parser.currentToken()) {
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            default -> throw malformed("expected true or false");
        };
    }

    /// The current value as text: strings, numbers and booleans as they are, anything else as JSON.
    String text() {
        return parser.currentToken().isScalarValue() ? parser.getString() : json();
    }

    /// The current value as JSON.
    String json() {
        StringWriter text = new StringWriter();
        try (JsonGenerator generator = JSON.createGenerator(ObjectWriteContext.empty(), text)) {
            generator.copyCurrentStructure(parser);
        }
        return text.toString();
    }

    boolean isObject() {
        return parser.currentToken() == JsonToken.START_OBJECT;
    }

    boolean isArray() {
        return parser.currentToken() == JsonToken.START_ARRAY;
    }

    /// Passes over the current value.
    void skip() {
        parser.skipChildren();
    }

    /// Takes an array of strings.
    void strings(List<String> into) {
        array(() -> into.add(string()));
    }

    /// Takes an object as texts.
    void texts(Map<String, String> into) {
        object(name -> into.put(name, text()));
    }

    /// A problem with the value the reader stands at.
    MalformedEventException malformed(String problem) {
        TokenStreamContext context = parser.streamReadContext();
        return new MalformedEventException(place(isObject() || isArray() ? context.getParent() : context), problem);
    }

    private void expect(JsonToken token, String what) {
        if (parser.currentToken() != token) {
            throw malformed("expected " + what);
        }
    }

    /// `requestContext.http.method`, or `cookies[1]`.
    private static String place(TokenStreamContext context) {
        StringBuilder place = new StringBuilder();
        for (TokenStreamContext at = context; at != null && !at.inRoot(); at = at.getParent()) {
            if (at.inArray()) {
                place.insert(0, "[" + at.getCurrentIndex() + "]");
            } else if (at.hasCurrentName()) {
                place.insert(0, place.isEmpty() || place.charAt(0) == '[' ? at.currentName() : at.currentName() + ".");
            }
        }
        return place.isEmpty() ? "event" : place.toString();
    }

    @Override
    public void close() {
        parser.close();
    }
}
