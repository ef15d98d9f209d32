package dev.headgate.config;

import static dev.headgate.schema.Field.defaulted;
import static dev.headgate.schema.Field.optional;
import static dev.headgate.schema.Field.required;

import dev.headgate.schema.Field;
import dev.headgate.schema.FieldType;
import dev.headgate.schema.RecordSchema;
import java.util.Set;
import java.util.stream.Collectors;

/// The fields of the file itself, beside its lists of entities (kong/db/schema/others/declarative_config.lua). The first
/// two decide how all else is read, so [KongReader] reads them by itself, before anything else; the others are not read.
final class FileFields {
    static final RecordSchema TABLE = RecordSchema.of(
            required("_format_version", FieldType.oneOf("1.1", "2.1", "3.0"),
                    "The version of the format; the paths of older ones are read as Kong migrates them."),
            defaulted("_transform", FieldType.flag(), true,
                    "Whether passwords of basicauth_credentials stand in the file as people type them; with false they are"
                            + " Kong's hashes."),
            optional("_comment", new FieldType.Anything(), "For people; not read."),
            optional("_ignore", new FieldType.Anything(), "For anchors; not read."));

    static final Set<String> NAMES = TABLE.fields().stream().map(Field::name).collect(Collectors.toUnmodifiableSet());

    private FileFields() {}
}
