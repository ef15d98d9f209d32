package dev.headgate.plugin.validation;

import dev.headgate.json.JsonValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// A field of a schema in Kong's own form. Immutable.
///
/// @param type what values it takes
/// @param required whether it must be there
/// @param checks what holds beside the type, in the order in which Kong looks
record KongField(Type type, boolean required, List<KongCheck> checks) {
    private static final Set<String> STRUCTURE = Set.of("type", "required", "elements", "keys", "values", "fields");

    /// The types of the documentation.
    sealed interface Type {
        record Text() implements Type {}

        record Decimal() implements Type {}

        record Whole() implements Type {}

        record Flag() implements Type {}

        record ItemsOf(KongField elements) implements Type {}

        record EntriesOf(KongField keys, KongField values) implements Type {}

        record FieldsOf(Map<String, KongField> fields) implements Type {}
    }

    /// @param name for messages
    static KongField of(JsonValue definition, String name) throws SchemaException {
        if (!(definition instanceof JsonValue.Members members)) {
            throw SchemaException.wrong("the field " + name + " is no object with its type");
        }
        String typeName = members.text("type")
                .orElseThrow(() -> SchemaException.wrong("the field " + name + " has no type"));
        Type type = switch (typeName) {
            case "string" -> new Type.Text();
            case "number" -> new Type.Decimal();
            case "integer" -> new Type.Whole();
            case "boolean" -> new Type.Flag();
            case "array" -> new Type.ItemsOf(part(members, "elements", name));
            case "map" -> new Type.EntriesOf(part(members, "keys", name), part(members, "values", name));
            case "record" -> new Type.FieldsOf(KongSchema.fields(members.items("fields"), "the record " + name));
            default -> throw SchemaException.wrong("the field " + name + " has the type " + typeName
                    + "; there are string, number, integer, boolean, map, array, record");
        };
        boolean required = members.values().get("required") instanceof JsonValue.Flag(boolean flag) && flag;
        return new KongField(type, required, checks(members, type, name));
    }

    private static KongField part(JsonValue.Members members, String part, String name) throws SchemaException {
        JsonValue definition = members.member(part)
                .orElseThrow(() -> SchemaException.wrong("the field " + name + " has no " + part));
        return of(definition, name + "." + part);
    }

    private static List<KongCheck> checks(JsonValue.Members members, Type type, String name) throws SchemaException {
        List<KongCheck> checks = new ArrayList<>();
        for (KongCheck.Kind kind : KongCheck.Kind.values()) {
            Optional<JsonValue> argument = members.member(kind.kongName());
            if (argument.isPresent()) {
                checks.add(KongCheck.of(kind, argument.get(), name));
            } else if (kind == KongCheck.Kind.LEN_MIN && type instanceof Type.Text) {
                checks.add(KongCheck.of(kind, JsonValue.Num.of(1), name));
            }
        }
        for (String attribute : members.values().keySet()) {
            if (!STRUCTURE.contains(attribute) && !KongCheck.Kind.isOne(attribute)) {
                throw SchemaException.unsupported("the field " + name + " has " + attribute
                        + ", which Headgate does not check");
            }
        }
        return List.copyOf(checks);
    }

    /// What is wrong with a value; null stands for one that is not there.
    Optional<JsonValue> problem(JsonValue value) {
        if (value instanceof JsonValue.Null) {
            return required ? text("required field missing") : Optional.empty();
        }
        Optional<JsonValue> problem = typeProblem(value);
        if (problem.isPresent()) {
            return problem;
        }
        return checks.stream().flatMap(check -> check.problem(value).stream()).findFirst().flatMap(KongField::text);
    }

    private Optional<JsonValue> typeProblem(JsonValue value) {
        return switch (type) {
            case Type.Text _ -> value instanceof JsonValue.Text ? Optional.empty() : text("expected a string");
            case Type.Decimal _ -> value instanceof JsonValue.Num ? Optional.empty() : text("expected a number");
            case Type.Flag _ -> value instanceof JsonValue.Flag ? Optional.empty() : text("expected a boolean");
            case Type.Whole _ -> value instanceof JsonValue.Num number && number.value() == Math.rint(number.value())
                    && Double.isFinite(number.value()) ? Optional.empty() : text("expected an integer");
            case Type.ItemsOf(KongField elements) -> switch (value) {
                case JsonValue.Items(List<JsonValue> items) -> elements.first(items);
                case JsonValue.Members(Map<String, JsonValue> members) when members.isEmpty() -> Optional.empty();
                default -> text("expected an array");
            };
            case Type.EntriesOf(KongField keys, KongField values) -> switch (value) {
                case JsonValue.Members(Map<String, JsonValue> members) -> keys
                        .first(members.keySet().stream().<JsonValue>map(JsonValue.Text::new).toList())
                        .or(() -> values.first(List.copyOf(members.values())));
                case JsonValue.Items(List<JsonValue> items) when items.isEmpty() -> Optional.empty();
                default -> text("expected a map");
            };
            case Type.FieldsOf(Map<String, KongField> fields) -> KongSchema.problem(fields, value);
        };
    }

    private Optional<JsonValue> first(List<JsonValue> values) {
        return values.stream().flatMap(value -> problem(value).stream()).findFirst();
    }

    private static Optional<JsonValue> text(String problem) {
        return Optional.of(new JsonValue.Text(problem));
    }
}
