package dev.headgate.plugin.validation;

import dev.headgate.json.JsonValue;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A schema in Kong's own form: a list of fields, as plugins of Kong's declare theirs (kong/db/schema/init.lua,
/// `validate_field`; developer.konghq.com/plugins/request-validator, "Body schema definition"). Immutable.
///
/// @param fields by name
public record KongSchema(Map<String, KongField> fields) implements BodySchema {
    /// Reads a schema.
    ///
    /// @throws SchemaException when it is none, or says what Headgate does not check
    public static KongSchema of(JsonValue schema) throws SchemaException {
        if (!(schema instanceof JsonValue.Items(List<JsonValue> items))) {
            throw SchemaException
                    .wrong("Kong's own form is an array of fields; for a JSON Schema, set version to draft4");
        }
        return new KongSchema(fields(items, "the schema"));
    }

    /// @param where the fields stand, for messages
    static Map<String, KongField> fields(List<JsonValue> items, String where) throws SchemaException {
        Map<String, KongField> fields = new LinkedHashMap<>();
        for (JsonValue item : items) {
            if (!(item instanceof JsonValue.Members(Map<String, JsonValue> members)) || members.size() != 1) {
                throw SchemaException.wrong("each item of " + where + " is an object with one field");
            }
            Map.Entry<String, JsonValue> field = members.entrySet().iterator().next();
            if (fields.put(field.getKey(), KongField.of(field.getValue(), field.getKey())) != null) {
                throw SchemaException.wrong("the field " + field.getKey() + " stands twice in " + where);
            }
        }
        return fields;
    }

    @Override
    public Optional<JsonValue> problem(JsonValue value) {
        return problem(fields, value);
    }

    static Optional<JsonValue> problem(Map<String, KongField> fields, JsonValue value) {
        Map<String, JsonValue> members;
        switch (value) {
            case JsonValue.Members(Map<String, JsonValue> own) -> members = own;
            // An empty table is both to Lua.
            case JsonValue.Items(List<JsonValue> items) when items.isEmpty() -> members = Map.of();
            default -> {
                return Optional.of(new JsonValue.Text("expected a record"));
            }
        }
        Map<String, JsonValue> problems = new LinkedHashMap<>();
        fields.forEach((name, field) -> field.problem(members.getOrDefault(name, new JsonValue.Null()))
                .ifPresent(problem -> problems.put(name, problem)));
        for (String name : new ArrayList<>(members.keySet())) {
            if (!fields.containsKey(name)) {
                problems.put(name, new JsonValue.Text("unknown field"));
            }
        }
        return problems.isEmpty() ? Optional.empty() : Optional.of(new JsonValue.Members(problems));
    }
}
