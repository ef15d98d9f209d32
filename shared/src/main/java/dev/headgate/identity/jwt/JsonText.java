package dev.headgate.identity.jwt;

import java.io.StringWriter;
import java.util.Map;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/// Writes [Json], without blanks. Pure and safe for use by many threads.
public final class JsonText {
    private static final JsonFactory JSON = new JsonFactory();

    private JsonText() {}

    /// The text of a value.
    public static String of(Json value) {
        StringWriter out = new StringWriter();
        try (JsonGenerator generator = JSON.createGenerator(ObjectWriteContext.empty(), out)) {
            write(value, generator);
        }
        return out.toString();
    }

    private static void write(Json value, JsonGenerator generator) {
        switch (value) {
            case Json.Text(String text) -> generator.writeString(text);
            case Json.Num(String digits) -> generator.writeNumber(digits);
            case Json.Flag(boolean flag) -> generator.writeBoolean(flag);
            case Json.Null _ -> generator.writeNull();
            case Json.Array(var items) -> {
                generator.writeStartArray();
                items.forEach(item -> write(item, generator));
                generator.writeEndArray();
            }
            case Json.Obj(Map<String, Json> members) -> {
                generator.writeStartObject();
                members.forEach((name, member) -> {
                    generator.writeName(name);
                    write(member, generator);
                });
                generator.writeEndObject();
            }
        }
    }
}
