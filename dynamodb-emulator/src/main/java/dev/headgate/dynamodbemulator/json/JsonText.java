package dev.headgate.dynamodbemulator.json;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;

/// Reads and writes [Json] as UTF-8 text on one line. Thread-safe.
public final class JsonText {
    // An item nests 32 levels, each two objects deep on the wire, inside a request of a few more.
    private static final int NESTING_MAX = 200;
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(NESTING_MAX).build()).build();

    private JsonText() {}

    /// What could not be read as JSON.
    public static final class MalformedJsonException extends Exception {
        private static final long serialVersionUID = 1L;

        MalformedJsonException(String message) {
            super(message);
        }
    }

    /// Reads exactly one JSON value.
    ///
    /// @throws MalformedJsonException where the text is not JSON, nests too deep, or has more behind the value
    public static Json read(byte[] text) throws MalformedJsonException {
        try (JsonParser parser = FACTORY.createParser(ObjectReadContext.empty(), text)) {
            JsonToken first = parser.nextToken();
            if (first == null) {
                throw new MalformedJsonException("no JSON value");
            }
            Json value = value(parser, first);
            if (parser.nextToken() != null) {
                throw new MalformedJsonException("text behind the JSON value");
            }
            return value;
        } catch (JacksonException e) {
            throw new MalformedJsonException(e.getOriginalMessage());
        }
    }

    private static Json value(JsonParser parser, JsonToken token) throws MalformedJsonException {
        return switch (token) {
            case START_OBJECT -> object(parser);
            case START_ARRAY -> array(parser);
            case VALUE_STRING -> new Json.Str(parser.getString());
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> new Json.Num(parser.getDecimalValue());
            case VALUE_TRUE, VALUE_FALSE -> new Json.Bool(parser.getBooleanValue());
            case VALUE_NULL -> new Json.Null();
            case END_OBJECT, END_ARRAY, PROPERTY_NAME, VALUE_EMBEDDED_OBJECT, NOT_AVAILABLE ->
                    throw new MalformedJsonException("unexpected " + token);
        };
    }

    private static Json object(JsonParser parser) throws MalformedJsonException {
        Map<String, Json> members = new LinkedHashMap<>();
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
            String name = parser.currentName();
            members.put(name, value(parser, parser.nextToken()));
        }
        return new Json.Obj(members);
    }

    private static Json array(JsonParser parser) throws MalformedJsonException {
        List<Json> elements = new ArrayList<>();
        for (JsonToken token = parser.nextToken(); token != JsonToken.END_ARRAY; token = parser.nextToken()) {
            elements.add(value(parser, token));
        }
        return new Json.Arr(elements);
    }

    /// Writes a value without blanks and without line ends.
    public static byte[] write(Json value) {
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        try (JsonGenerator generator = FACTORY.createGenerator(ObjectWriteContext.empty(), text)) {
            write(value, generator);
        }
        return text.toByteArray();
    }

    private static void write(Json value, JsonGenerator to) {
        switch (value) {
            case Json.Obj(Map<String, Json> members) -> {
                to.writeStartObject();
                members.forEach((name, member) -> {
                    to.writeName(name);
                    write(member, to);
                });
                to.writeEndObject();
            }
            case Json.Arr(List<Json> elements) -> {
                to.writeStartArray();
                elements.forEach(element -> write(element, to));
                to.writeEndArray();
            }
            case Json.Str(String string) -> to.writeString(string);
            case Json.Num number -> to.writeNumber(number.value());
            case Json.Bool(boolean bool) -> to.writeBoolean(bool);
            case Json.Null() -> to.writeNull();
        }
    }
}
