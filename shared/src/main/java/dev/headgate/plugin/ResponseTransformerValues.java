package dev.headgate.plugin;

import dev.headgate.answer.Answers;
import dev.headgate.diagnostic.Entity;
import dev.headgate.plugin.TransformerFields.Finding;
import dev.headgate.plugin.transform.Edits;
import dev.headgate.plugin.transform.Edits.Change;
import dev.headgate.schema.Values;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// Reads what response-transformer writes into JSON bodies, and checks its entries.
final class ResponseTransformerValues {
    private static final Pattern JSON_NUMBER = Pattern.compile("-?(?:0|[1-9][0-9]*)(?:\\.[0-9]+)?(?:[eE][+-]?[0-9]+)?");

    private ResponseTransformerValues() {}

    static void check(Values config, Entity plugin) {
        TransformerFields.check(config, plugin, "rename", "headers",
                change -> TransformerFields.headerNames(change.name(), change.value()));
        for (String group : List.of("replace", "add", "append")) {
            TransformerFields.check(config, plugin, group, "headers", ResponseTransformerValues::header);
            checkNumbers(config, plugin, group);
        }
        TransformerFields.check(config, plugin, "rename", "json", change -> change.value().isEmpty()
                ? List.of(TransformerFields
                        .withoutEffect("'" + change.name() + "' has no new name, so that nothing changes."))
                : List.of());
    }

    private static List<Finding> header(Change<String> change) {
        List<Finding> findings = new ArrayList<>(TransformerFields.headerNames(change.name()));
        if (change.value().isEmpty()) {
            findings.add(TransformerFields.withoutEffect(
                    "'" + change.name() + "' has no value, so that nothing changes."));
        }
        return findings;
    }

    private static void checkNumbers(Values config, Entity plugin, String group) {
        List<String> entries = TransformerFields.texts(config, group, "json");
        List<String> types = TransformerFields.texts(config, group, "json_types");
        for (int i = 0; i < entries.size(); i++) {
            String value = Change.parse(entries.get(i)).value();
            if (literal(value, type(types, i)).isEmpty()) {
                Finding finding = TransformerFields
                        .withoutEffect("'" + value + "' is no number, so that nothing changes.");
                plugin.report(finding.code(), config.group(group).orElseThrow().location("json[" + i + "]"),
                        "config." + group + ".json[" + i + "]", finding.message(), finding.hint());
            }
        }
    }

    /// The edits of JSON bodies, with values as JSON.
    static Edits<String> json(Values config) {
        Edits<String> plain = TransformerFields.edits(config, "json");
        return new Edits<>(plain.remove(), plain.rename(), literals(config, "replace"), literals(config, "add"),
                literals(config, "append"));
    }

    private static List<Change<String>> literals(Values config, String group) {
        List<String> entries = TransformerFields.texts(config, group, "json");
        List<String> types = TransformerFields.texts(config, group, "json_types");
        List<Change<String>> literals = new ArrayList<>(entries.size());
        for (int i = 0; i < entries.size(); i++) {
            Change<String> change = Change.parse(entries.get(i));
            literal(change.value(), type(types, i))
                    .ifPresent(literal -> literals.add(new Change<>(change.name(), literal)));
        }
        return List.copyOf(literals);
    }

    private static String type(List<String> types, int index) {
        return index < types.size() ? types.get(index) : "string";
    }

    /// A configured value as JSON; empty for a number that is none, which Kong passes over. A value that is left out is
    /// the text `null`, as in Kong.
    private static Optional<String> literal(String value, String type) {
        return switch (type) {
            case "number" -> Optional.of(value.strip()).filter(number -> JSON_NUMBER.matcher(number).matches());
            case "boolean" -> Optional.of(value.equals("true") ? "true" : "false");
            default -> Optional.of(Answers.quoted(value.isEmpty() ? "null" : value));
        };
    }
}
