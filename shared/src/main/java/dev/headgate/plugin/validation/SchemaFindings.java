package dev.headgate.plugin.validation;

import dev.headgate.json.JsonValue;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Finds references in a schema that lead out of it or nowhere, and regular expressions that cannot be used, before the
/// first request does. The library would fetch nothing, but it would run the expressions by itself.
final class SchemaFindings {
    private final Set<String> identifiers = new HashSet<>();
    private final List<String> references = new ArrayList<>();
    private final List<String> expressions = new ArrayList<>();

    private SchemaFindings() {}

    /// @throws SchemaException when there is one
    static void check(JsonValue schema) throws SchemaException {
        SchemaFindings found = new SchemaFindings();
        found.collect(schema);
        for (String expression : found.expressions) {
            SchemaPattern.check(expression);
        }
        for (String reference : found.references) {
            found.check(reference, schema);
        }
    }

    private void collect(JsonValue value) {
        switch (value) {
            case JsonValue.Members(Map<String, JsonValue> members) -> members.forEach((name, member) -> {
                if (member instanceof JsonValue.Text(String text)) {
                    switch (name) {
                        case "id", "$id" -> identifiers.add(text);
                        case "$ref", "$dynamicRef", "$recursiveRef" -> references.add(text);
                        case "pattern" -> expressions.add(text);
                        default -> {
                        }
                    }
                }
                if (name.equals("patternProperties") && member instanceof JsonValue.Members(var patterns)) {
                    expressions.addAll(patterns.keySet());
                }
                // What stands here is data, however it looks.
                if (!name.equals("enum") && !name.equals("const") && !name.equals("default")
                        && !name.equals("examples")) {
                    collect(member);
                }
            });
            case JsonValue.Items(List<JsonValue> items) -> items.forEach(this::collect);
            case JsonValue.Text _,JsonValue.Num _,JsonValue.Flag _,JsonValue.Null _ -> {
            }
        }
    }

    private void check(String reference, JsonValue schema) throws SchemaException {
        try {
            URI uri = new URI(reference);
            if (uri.isAbsolute() && identifiers.isEmpty() && !reference.contains("json-schema.org/draft")) {
                throw SchemaException.unsupported("it refers to " + reference + ", and no schema is fetched");
            }
        } catch (URISyntaxException _) {
            throw SchemaException.wrong("it refers to " + reference + ", which is no URI");
        }
        if (!identifiers.isEmpty()) {
            return;
        }
        if (!reference.startsWith("#") && !reference.contains("json-schema.org/draft")) {
            throw SchemaException.unsupported("it refers to " + reference + ", and no schema is fetched");
        }
        if (reference.startsWith("#/") && target(reference.substring(2).split("/"), schema).isEmpty()) {
            throw SchemaException.wrong("it refers to " + reference + ", where nothing is");
        }
    }

    static Optional<JsonValue> target(String[] steps, JsonValue schema) {
        JsonValue current = schema;
        for (String step : steps) {
            String name = URLDecoder.decode(step.replace("+", "%2B"), StandardCharsets.UTF_8).replace("~1", "/")
                    .replace("~0", "~");
            JsonValue next = switch (current) {
                case JsonValue.Members(Map<String, JsonValue> members) -> members.get(name);
                case JsonValue.Items(List<JsonValue> items) when name.matches("[0-9]{1,6}")
                        && Integer.parseInt(name) < items.size() -> items.get(Integer.parseInt(name));
                default -> null;
            };
            if (next == null) {
                return Optional.empty();
            }
            current = next;
        }
        return Optional.of(current);
    }
}
