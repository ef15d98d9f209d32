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
/// two decide how all else is read, so [FileHeader] reads them by itself, before anything else; the others are not read.
final class FileFields {
    private static final FieldType TAGS = FieldType.setOf(FieldType.text(NameRules.TAG));
    private static final String NO_KONG = "There is no running Kong to look in or to write to.";

    /// What decK reads (go-database-reconciler, pkg/file/types.go, `Info`).
    private static final RecordSchema INFO = RecordSchema.of(
            optional("select_tags", TAGS, "Tags that every entity has, whether it says so or not."),
            optional("defaults", FieldType.group(RecordSchema.of(
                    defaults("service"), defaults("route"), defaults("upstream"), defaults("target"))),
                    "Values of fields that entities do not write."),
            optional("default_lookup_tags", new FieldType.MapOf(FieldType.text(), TAGS),
                    "Where decK looks for entities of other files.").withoutEffect(NO_KONG),
            optional("consumer_group_policy_overrides", FieldType.flag(), "How consumer groups override plugins.")
                    .withoutEffect("Groups have plugins of their own here."),
            optional("skip_hash_for_basic_auth", FieldType.flag(), "How decK writes passwords.").withoutEffect(NO_KONG),
            optional("include_plugin_definitions", FieldType.flag(), "What decK reads from Kong.")
                    .withoutEffect(NO_KONG));

    /// What decK adds to Kong's format.
    static final RecordSchema DECK = RecordSchema.of(
            optional("_info", FieldType.group(INFO), "What decK does to all entities."),
            optional("_plugin_configs", new FieldType.MapOf(FieldType.text(),
                    new FieldType.MapOf(FieldType.text(), new FieldType.Anything())),
                    "Configurations by name, which plugins take up by their _config."),
            optional("_workspace", FieldType.text(), "The workspace that the file is for.")
                    .withoutEffect("A configuration is one gateway; there are no workspaces."),
            optional("_konnect", new FieldType.MapOf(FieldType.text(), FieldType.text()),
                    "Where in Kong's cloud the file belongs.").withoutEffect("Nothing is deployed to Konnect."));

    static final RecordSchema TABLE = RecordSchema.of(
            required("_format_version", FieldType.oneOf("1.1", "2.1", "3.0"),
                    "The version of the format; the paths of older ones are read as Kong migrates them."),
            defaulted("_transform", FieldType.flag(), true,
                    "Whether passwords of basicauth_credentials stand in the file as people type them; with false they are"
                            + " Kong's hashes."),
            optional("_comment", new FieldType.Anything(), "For people; not read."),
            optional("_ignore", new FieldType.Anything(), "For anchors; not read."))
            .and(DECK.fields().toArray(Field[]::new));

    static final Set<String> NAMES = TABLE.fields().stream().map(Field::name).collect(Collectors.toUnmodifiableSet());

    private FileFields() {}

    private static Field defaults(String kind) {
        return optional(kind, new FieldType.Anything(), "Fields of the " + kind + ", but for its name and id.");
    }
}
