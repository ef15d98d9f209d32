package dev.headgate.schema;

import dev.headgate.diagnostic.Entity;
import java.util.List;

/// The field table of an entity or of a plugin's `config`, with the checks that look at several fields together.
/// Immutable.
///
/// @param fields in the order in which they are documented
/// @param checks run when every field by itself is well-formed
public record RecordSchema(List<Field> fields, List<Check> checks) {
    public RecordSchema {
        fields = List.copyOf(fields);
        checks = List.copyOf(checks);
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

    /// The same table with one more check.
    public RecordSchema check(Check check) {
        List<Check> more = new java.util.ArrayList<>(checks);
        more.add(check);
        return new RecordSchema(fields, more);
    }
}
