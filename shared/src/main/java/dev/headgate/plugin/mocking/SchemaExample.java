package dev.headgate.plugin.mocking;

import dev.headgate.json.JsonValue;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Makes an example of a schema: its own `example`, `default` or first `enum` where it has one, else a value of its type.
/// The same schema makes the same example every time.
final class SchemaExample {
    /// Schemas may hold themselves.
    private static final int DEPTH_MAX = 8;

    private final References references;

    SchemaExample(References references) {
        this.references = references;
    }

    JsonValue of(JsonValue schema) throws DescriptionException {
        return value(schema, 0).orElse(new JsonValue.Null());
    }

    /// Empty where the schema goes deeper than an example should.
    private Optional<JsonValue> value(JsonValue written, int depth) throws DescriptionException {
        if (depth > DEPTH_MAX) {
            return Optional.empty();
        }
        JsonValue.Members schema = references.resolved(written);
        Optional<JsonValue> given = schema.member("example")
                .or(() -> schema.items("examples").stream().findFirst()).or(() -> schema.member("const"))
                .or(() -> schema.member("default")).or(() -> schema.items("enum").stream().findFirst());
        if (given.isPresent()) {
            return given;
        }
        if (!schema.items("allOf").isEmpty()) {
            return Optional.of(merged(schema, depth));
        }
        for (String choice : List.of("oneOf", "anyOf")) {
            if (!schema.items(choice).isEmpty()) {
                return value(schema.items(choice).getFirst(), depth + 1);
            }
        }
        return typed(schema, depth);
    }

    private JsonValue merged(JsonValue.Members schema, int depth) throws DescriptionException {
        Map<String, JsonValue> members = new LinkedHashMap<>();
        for (JsonValue part : schema.items("allOf")) {
            if (value(part, depth + 1).orElse(null) instanceof JsonValue.Members(Map<String, JsonValue> own)) {
                members.putAll(own);
            }
        }
        members.putAll(properties(schema, depth));
        return new JsonValue.Members(members);
    }

    private Map<String, JsonValue> properties(JsonValue.Members schema, int depth) throws DescriptionException {
        Map<String, JsonValue> members = new LinkedHashMap<>();
        for (Map.Entry<String, JsonValue> property : schema.object("properties").values().entrySet()) {
            value(property.getValue(), depth + 1).ifPresent(value -> members.put(property.getKey(), value));
        }
        return members;
    }

    private Optional<JsonValue> typed(JsonValue.Members schema, int depth) throws DescriptionException {
        return switch (type(schema)) {
            case "object" -> Optional.of(new JsonValue.Members(properties(schema, depth)));
            case "array" -> {
                List<JsonValue> items = new ArrayList<>();
                if (schema.member("items").isPresent()) {
                    value(schema.member("items").get(), depth + 1).ifPresent(items::add);
                }
                yield Optional.of(new JsonValue.Items(items));
            }
            case "integer", "number" -> Optional.of(schema.number("minimum").orElse(JsonValue.Num.of(0)));
            case "boolean" -> Optional.of(new JsonValue.Flag(true));
            case "null" -> Optional.of(new JsonValue.Null());
            case "string" -> Optional.of(new JsonValue.Text(text(schema.text("format").orElse(""))));
            default -> Optional.of(JsonValue.Members.NONE);
        };
    }

    /// The type; of several, as OpenAPI 3.1 has them, the first.
    private static String type(JsonValue.Members schema) {
        Optional<String> first = schema.items("type").stream()
                .flatMap(type -> type instanceof JsonValue.Text(String name) ? Optional.of(name).stream() : null)
                .findFirst();
        return schema.text("type").or(() -> first).orElse(schema.object("properties").values().isEmpty()
                ? ""
                : "object");
    }

    private static String text(String format) {
        return switch (format) {
            case "date" -> "2026-01-31";
            case "date-time" -> "2026-01-31T12:00:00Z";
            case "uuid" -> "123e4567-e89b-42d3-a456-426614174000";
            case "email" -> "somebody@example.com";
            case "uri", "url" -> "https://example.com";
            case "ipv4" -> "192.0.2.1";
            case "ipv6" -> "2001:db8::1";
            case "hostname" -> "example.com";
            default -> "string";
        };
    }
}
