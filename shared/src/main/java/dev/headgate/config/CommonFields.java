package dev.headgate.config;

import dev.headgate.schema.Field;
import dev.headgate.schema.FieldType;
import dev.headgate.schema.RecordSchema;
import java.util.List;
import java.util.Set;

/// Fields that every entity has.
final class CommonFields {
    /// What a reference to an entity may go by.
    static final List<String> REFERENCE_KEYS = List.of("id", "name", "username");

    /// Fields for people and tools, which no request depends on.
    static final Set<String> LABELS = Set.of("tags", "created_at", "updated_at", "instance_name", "_comment");

    private CommonFields() {}

    /// The table of an entity: its own fields and the common ones.
    static RecordSchema table(Field... own) {
        return RecordSchema.of(Field.optional("id", FieldType.text(NameRules.ID),
                "A UUID; made of the entity's name where it is absent."))
                .and(own)
                .and(Field.optional("tags", FieldType.setOf(FieldType.text(NameRules.TAG)),
                        "Labels for people and for selecting parts of a file."),
                        Field.optional("created_at", FieldType.decimal(0, Double.MAX_VALUE),
                                "When Kong stored the entity; nothing depends on it here."),
                        Field.optional("updated_at", FieldType.decimal(0, Double.MAX_VALUE),
                                "When Kong last changed the entity; nothing depends on it here."),
                        Field.optional("_comment", FieldType.text(), "For people; not read."),
                        Field.optional("_ignore", new FieldType.Anything(), "For anchors; not read."));
    }

    /// A reference to another entity, in a field of its own name.
    static Field reference(String name, String doc) {
        return Field.optional(name, new FieldType.Reference(REFERENCE_KEYS), doc);
    }

    /// A list of entities that stand inside this one; read apart from its fields.
    static Field children(String plural) {
        return Field.optional(plural, new FieldType.Anything(), "The " + plural + " that belong to it.");
    }
}
