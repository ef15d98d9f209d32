package dev.headgate.config;

import dev.headgate.schema.Field;
import dev.headgate.schema.FieldType;
import dev.headgate.schema.RecordSchema;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/// What a JSON Schema (draft 2020-12) says of a field table. A schema is made of maps, lists, texts, numbers and flags; null
/// stands for JSON's null.
///
/// A schema cannot tell all that the tables can: rules for texts and checks of several fields stay with [KongReader].
final class FieldSchema {
    private FieldSchema() {}

    /// The schema of a mapping with this table, in which no other fields are.
    ///
    /// @param special the schema of a field that its type does not tell, by the field; empty for all others
    static Map<String, Object> record(RecordSchema table, Function<Field, Map<String, Object>> special) {
        Map<String, Object> properties = new LinkedHashMap<>();
        List<Object> required = new ArrayList<>();
        for (Field field : table.fields()) {
            Map<String, Object> own = special.apply(field);
            properties.put(field.name(), own.isEmpty() ? field(field) : own);
            for (String alias : field.aliases()) {
                Map<String, Object> deprecated = new LinkedHashMap<>(field(field));
                deprecated.put("description", "Deprecated: write " + field.name() + " instead.");
                deprecated.put("deprecated", true);
                properties.put(alias, deprecated);
            }
            if (field.presence() instanceof Field.Presence.Required && field.aliases().isEmpty()) {
                required.add(field.name());
            }
        }
        Map<String, Object> schema = new LinkedHashMap<>();
        schema.put("type", "object");
        schema.put("properties", properties);
        if (!required.isEmpty()) {
            schema.put("required", required);
        }
        schema.put("additionalProperties", false);
        return schema;
    }

    /// The schema of something that Headgate refuses unless it says nothing.
    static Map<String, Object> empty(String reason, String hint) {
        Map<String, Object> schema = new LinkedHashMap<>();
        schema.put("description", ("Not supported: " + reason + " " + hint).strip());
        schema.put("type", List.of("array", "object", "null"));
        schema.put("maxItems", 0);
        schema.put("maxProperties", 0);
        return schema;
    }

    private static Map<String, Object> field(Field field) {
        return switch (field.support()) {
            case Field.Support.Supported _ -> used(field, field.doc());
            case Field.Support.WithoutEffect(String reason) -> used(field, field.doc() + " Without effect: " + reason);
            case Field.Support.Refused(String reason, String hint) -> refused(field, reason, hint);
        };
    }

    private static Map<String, Object> used(Field field, String description) {
        Map<String, Object> schema = new LinkedHashMap<>();
        schema.put("description", description);
        schema.putAll(field.presence() instanceof Field.Presence.Required
                ? type(field.type())
                : orNull(type(field.type())));
        if (field.presence() instanceof Field.Presence.Defaulted(Object value) && isPlain(value)) {
            schema.put("default", value);
        }
        return schema;
    }

    private static Map<String, Object> refused(Field field, String reason, String hint) {
        boolean isDefaulted = field.presence() instanceof Field.Presence.Defaulted(Object value) && isPlain(value);
        if (!isDefaulted) {
            return empty(reason, hint);
        }
        Map<String, Object> schema = used(field, ("Only the default is supported: " + reason + " " + hint).strip());
        List<Object> allowed = new ArrayList<>();
        allowed.add(schema.get("default"));
        allowed.add(null);
        if (schema.get("default") instanceof List<?> list && !list.isEmpty()) {
            allowed.add(List.of());
        }
        schema.put("enum", allowed);
        return schema;
    }

    private static boolean isPlain(Object value) {
        return switch (value) {
            case String _,Number _,Boolean _ -> true;
            case List<?> list -> list.stream().allMatch(FieldSchema::isPlain);
            default -> false;
        };
    }

    private static Map<String, Object> orNull(Map<String, Object> schema) {
        Map<String, Object> nullable = new LinkedHashMap<>(schema);
        if (schema.get("type") instanceof String type) {
            nullable.put("type", List.of(type, "null"));
        }
        if (schema.get("enum") instanceof List<?> words) {
            List<Object> more = new ArrayList<>(words);
            more.add(null);
            nullable.put("enum", more);
        }
        if (schema.get("anyOf") instanceof List<?> choices) {
            List<Object> more = new ArrayList<>(choices);
            more.add(Map.of("type", "null"));
            nullable.put("anyOf", more);
        }
        return nullable;
    }

    private static Map<String, Object> type(FieldType type) {
        Map<String, Object> schema = new LinkedHashMap<>();
        switch (type) {
            case FieldType.Text text -> {
                schema.put("type", "string");
                putAtLeast(schema, "minLength", text.minLength());
            }
            case FieldType.Choice(List<String> words) -> {
                schema.put("type", "string");
                schema.put("enum", words);
            }
            case FieldType.Whole(long min, long max) -> {
                schema.put("type", "integer");
                schema.put("minimum", min);
                schema.put("maximum", max);
            }
            case FieldType.Decimal(double min, double max) -> {
                schema.put("type", "number");
                putBound(schema, "minimum", min);
                putBound(schema, "maximum", max);
            }
            case FieldType.Flag _ -> schema.put("type", "boolean");
            case FieldType.ListOf(FieldType item, int minLength, boolean _) -> {
                schema.put("type", "array");
                schema.put("items", type(item));
                putAtLeast(schema, "minItems", minLength);
            }
            case FieldType.MapOf(FieldType.Text key, FieldType value) -> {
                schema.put("type", "object");
                schema.put("propertyNames", type(key));
                schema.put("additionalProperties", type(value));
            }
            case FieldType.Group(RecordSchema table) -> schema.putAll(record(table, _ -> Map.of()));
            case FieldType.Reference(List<String> keys) -> schema.put("anyOf", reference(keys));
            case FieldType.Anything _ -> {
            }
        }
        return schema;
    }

    private static List<Object> reference(List<String> keys) {
        Map<String, Object> name = type(FieldType.text());
        Map<String, Object> properties = new LinkedHashMap<>();
        keys.forEach(key -> properties.put(key, name));
        Map<String, Object> mapping = new LinkedHashMap<>();
        mapping.put("type", "object");
        mapping.put("properties", properties);
        mapping.put("additionalProperties", false);
        mapping.put("minProperties", 1);
        mapping.put("maxProperties", 1);
        return List.of(name, mapping);
    }

    private static void putAtLeast(Map<String, Object> schema, String keyword, int count) {
        if (count > 0) {
            schema.put(keyword, count);
        }
    }

    /// Bounds that stand for none are left out.
    private static void putBound(Map<String, Object> schema, String keyword, double bound) {
        if (Math.abs(bound) < 1L << 53) {
            schema.put(keyword, bound);
        }
    }
}
