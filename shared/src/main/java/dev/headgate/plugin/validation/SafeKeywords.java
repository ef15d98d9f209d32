package dev.headgate.plugin.validation;

import com.google.re2j.Pattern;
import dev.harrel.jsonschema.Evaluator;
import dev.harrel.jsonschema.EvaluatorFactory;
import dev.harrel.jsonschema.JsonNode;
import dev.harrel.jsonschema.SchemaParsingContext;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/// Keywords in the place of the library's, whose work would grow out of bounds with hostile bodies: its regular
/// expressions backtrack, and it compares each item with each other for `uniqueItems`. Here expressions run in linear time
/// (RE2), and equal items are found by hash. An expression that does not compile would leave the keyword to the library
/// again: [SchemaFindings] sees to it that there is none.
final class SafeKeywords {
    private SafeKeywords() {}

    static EvaluatorFactory factory() {
        return new EvaluatorFactory.Builder()
                .withKeyword("pattern", SafeKeywords::pattern)
                .withKeyword("patternProperties", SafeKeywords::patternProperties)
                .withKeyword("uniqueItems", SafeKeywords::uniqueItems).build();
    }

    private static Evaluator pattern(JsonNode expression) {
        Pattern pattern = SchemaPattern.compile(expression.asString());
        return (_, node) -> !node.isString() || pattern.matcher(node.asString()).find()
                ? Evaluator.Result.success()
                : Evaluator.Result.failure("\"%s\" does not match the pattern".formatted(expression.asString()));
    }

    private static Evaluator patternProperties(SchemaParsingContext context, JsonNode properties) {
        Map<Pattern, String> schemas = new LinkedHashMap<>();
        properties.asObject().forEach((expression, schema) -> schemas.put(SchemaPattern.compile(expression),
                context.getAbsoluteUri(schema)));
        return (evaluation, node) -> {
            if (!node.isObject()) {
                return Evaluator.Result.success();
            }
            Set<String> matched = new HashSet<>();
            boolean sound = true;
            for (Map.Entry<String, JsonNode> member : node.asObject().entrySet()) {
                for (Map.Entry<Pattern, String> schema : schemas.entrySet()) {
                    if (schema.getKey().matcher(member.getKey()).find()) {
                        matched.add(member.getKey());
                        sound &= evaluation.resolveInternalRefAndValidate(schema.getValue(), member.getValue());
                    }
                }
            }
            return sound ? Evaluator.Result.success(matched) : Evaluator.Result.failure();
        };
    }

    private static Evaluator uniqueItems(JsonNode wanted) {
        boolean isWanted = wanted.asBoolean();
        return (_, node) -> {
            if (!isWanted || !node.isArray()) {
                return Evaluator.Result.success();
            }
            Set<Object> seen = new HashSet<>();
            boolean unique = node.asArray().stream()
                    .allMatch(item -> seen.add(SchemaNode.canonical(((SchemaNode) item).value())));
            return unique ? Evaluator.Result.success() : Evaluator.Result.failure("Array contains equal items");
        };
    }
}
