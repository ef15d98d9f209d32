package dev.headgate.schema;

import dev.headgate.diagnostic.Entity;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The field table of an entity or of a plugin's `config`, with the checks that look at several fields together.
/// Immutable. Fields stand in the order in which they are documented; a check runs as far as the fields that it looks at
/// are well-formed by themselves.
public final class RecordSchema {
    private final List<Field> fields;
    private final List<Check> checks;
    private final Map<String, Field> byName = new HashMap<>();
    private final Map<String, Object> defaults = new HashMap<>();
    private final List<Field> required;

    private RecordSchema(List<Field> fields, List<Check> checks) {
        this.fields = List.copyOf(fields);
        this.checks = List.copyOf(checks);
        for (Field field : fields) {
            byName.put(field.name(), field);
            field.aliases().forEach(alias -> byName.put(alias, field));
            if (field.presence() instanceof Field.Presence.Defaulted(Object value)) {
                defaults.put(field.name(), value);
            }
        }
        this.required = fields.stream().filter(field -> field.presence() instanceof Field.Presence.Required).toList();
    }

    /// A check over several fields.
    @FunctionalInterface
    public interface Check {
        /// Reports what it finds to the entity; returns normally in any case.
        void check(Values values, Entity entity);
    }

    public static RecordSchema of(Field... fields) {
        return new RecordSchema(List.of(fields), List.of());
    }

    /// The same table with more fields behind its own.
    public RecordSchema and(Field... others) {
        List<Field> more = new ArrayList<>(fields);
        more.addAll(List.of(others));
        return new RecordSchema(more, checks);
    }

    /// The same table with one more check.
    public RecordSchema check(Check check) {
        List<Check> more = new ArrayList<>(checks);
        more.add(check);
        return new RecordSchema(fields, more);
    }

    public List<Field> fields() {
        return fields;
    }

    public List<Check> checks() {
        return checks;
    }

    /// The fields that must be written, in the table's order.
    List<Field> required() {
        return required;
    }

    /// What a field is when it is not written; empty where it is then absent.
    Optional<Object> defaultOf(String name) {
        return Optional.ofNullable(defaults.get(name));
    }

    /// The field of a name or deprecated name.
    Optional<Field> field(String nameOrAlias) {
        return Optional.ofNullable(byName.get(nameOrAlias));
    }
}
