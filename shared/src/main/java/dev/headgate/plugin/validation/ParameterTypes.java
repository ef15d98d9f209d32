package dev.headgate.plugin.validation;

import dev.headgate.json.JsonValue;
import java.util.LinkedHashMap;
import java.util.Map;

/// The types that decide how a parameter's text becomes a value.
///
/// @param kind of the value
/// @param item the type of an array's items
/// @param properties the types of an object's members, by name
record ParameterTypes(Kind kind, String item, Map<String, String> properties) {
    /// How a value is written.
    enum Kind {
        PRIMITIVE, ARRAY, OBJECT
    }

    /// @throws SchemaException when the schema has no type
    static ParameterTypes of(JsonValue schema) throws SchemaException {
        JsonValue.Members members = resolved(schema, schema);
        String type = members.text("type").orElseThrow(() -> SchemaException.wrong("it has no type"));
        return switch (type) {
            case "array" -> new ParameterTypes(Kind.ARRAY, type(members.object("items"), schema), Map.of());
            case "object" -> {
                Map<String, String> properties = new LinkedHashMap<>();
                members.object("properties").values()
                        .forEach((name, property) -> properties.put(name, type(property, schema)));
                yield new ParameterTypes(Kind.OBJECT, "", properties);
            }
            default -> new ParameterTypes(Kind.PRIMITIVE, type, Map.of());
        };
    }

    private static String type(JsonValue part, JsonValue whole) {
        return resolved(part, whole).text("type").orElse("");
    }

    /// A schema, or what it refers to.
    private static JsonValue.Members resolved(JsonValue schema, JsonValue whole) {
        JsonValue current = schema;
        for (int hops = 0; hops < 16; hops++) {
            if (!(current instanceof JsonValue.Members members)) {
                return JsonValue.Members.NONE;
            }
            String reference = members.text("$ref").orElse("");
            if (!reference.startsWith("#/")) {
                return members;
            }
            current = SchemaFindings.target(reference.substring(2).split("/"), whole)
                    .orElse(JsonValue.Members.NONE);
        }
        return JsonValue.Members.NONE;
    }
}
