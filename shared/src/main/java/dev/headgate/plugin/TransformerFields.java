package dev.headgate.plugin;

import dev.headgate.diagnostic.Code;
import dev.headgate.diagnostic.Entity;
import dev.headgate.plugin.transform.Edits;
import dev.headgate.plugin.transform.Edits.Change;
import dev.headgate.schema.Field;
import dev.headgate.schema.FieldType;
import dev.headgate.schema.RecordSchema;
import dev.headgate.schema.Rule;
import dev.headgate.schema.Rules;
import dev.headgate.schema.Values;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/// What the field tables of request-transformer and response-transformer have in common: lists of names, lists of
/// `name:value`, and how they are checked and read.
final class TransformerFields {
    private static final Rule<String> NAME_AND_VALUE = new Rule<>(TransformerFields::isNameAndValue,
            "invalid value: %s.", "Write name:value.");

    private TransformerFields() {}

    /// A group such as `add`, which may be left out.
    static Field group(String name, String doc, Field... fields) {
        return Field.optional(name, FieldType.group(RecordSchema.of(fields)), doc);
    }

    /// A list of names.
    static Field names(String name, String doc) {
        return Field.defaulted(name, FieldType.listOf(FieldType.text()), List.of(), doc);
    }

    /// A list of `name:value`.
    static Field pairs(String name, String doc) {
        return Field.defaulted(name, FieldType.listOf(FieldType.text(NAME_AND_VALUE)), List.of(), doc);
    }

    private static boolean isNameAndValue(String entry) {
        return entry.indexOf(':') > 0;
    }

    /// The edits that a configuration asks for under one name, such as `headers`. Entries without a value change nothing
    /// and are left out.
    static Edits<String> edits(Values config, String part) {
        return new Edits<>(names(config, "remove", part), pairs(config, "rename", part), pairs(config, "replace", part),
                pairs(config, "add", part), pairs(config, "append", part));
    }

    private static List<String> names(Values config, String group, String part) {
        return texts(config, group, part).stream().map(entry -> Change.parse(entry).name()).toList();
    }

    private static List<Change<String>> pairs(Values config, String group, String part) {
        return texts(config, group, part).stream().map(Change::parse).filter(change -> !change.value().isEmpty())
                .toList();
    }

    /// The entries of a list in a group; empty where either is left out.
    static List<String> texts(Values config, String group, String part) {
        return config.group(group).map(values -> values.texts(part)).orElse(List.of());
    }

    /// What a check says about one entry.
    record Finding(Code code, String message, String hint) {}

    /// Runs a check over every entry of a list in a group.
    static void check(Values config, Entity plugin, String group, String part,
            Function<Change<String>, List<Finding>> check) {
        List<String> entries = texts(config, group, part);
        for (int i = 0; i < entries.size(); i++) {
            String place = part + "[" + i + "]";
            for (Finding finding : check.apply(Change.parse(entries.get(i)))) {
                plugin.report(finding.code(), config.group(group).orElseThrow().location(place),
                        "config." + group + "." + place, finding.message(), finding.hint());
            }
        }
    }

    /// What is wrong with an entry's name, and its value where that is a name too, as a header.
    static List<Finding> headerNames(String... names) {
        List<Finding> findings = new ArrayList<>();
        for (String name : names) {
            if (!Rules.isHeaderName(name)) {
                findings.add(new Finding(Code.HG0105, "'" + name + "' is not a valid header.", ""));
            }
        }
        return findings;
    }

    /// Warns of an entry that changes nothing.
    static Finding withoutEffect(String reason) {
        return new Finding(Code.HG0305, reason, "");
    }
}
