package dev.headgate.dynamodbemulator.operation;

import dev.headgate.dynamodbemulator.error.ApiException;
import dev.headgate.dynamodbemulator.expression.Condition;
import dev.headgate.dynamodbemulator.expression.ConditionParser;
import dev.headgate.dynamodbemulator.expression.ExpressionKind;
import dev.headgate.dynamodbemulator.expression.KeyConditions;
import dev.headgate.dynamodbemulator.expression.KeyTest;
import dev.headgate.dynamodbemulator.expression.Placeholders;
import dev.headgate.dynamodbemulator.expression.Projection;
import dev.headgate.dynamodbemulator.expression.ProjectionParser;
import dev.headgate.dynamodbemulator.expression.Update;
import dev.headgate.dynamodbemulator.expression.UpdateParser;
import dev.headgate.dynamodbemulator.json.Json;
import dev.headgate.dynamodbemulator.value.AttributeValue;
import dev.headgate.dynamodbemulator.value.ValueCodec;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// The expressions of one request with the placeholders they share. For use by one thread.
final class RequestExpressions {
    private static final String NAMES = "ExpressionAttributeNames";
    private static final String VALUES = "ExpressionAttributeValues";

    private final Map<ExpressionKind, String> texts = new EnumMap<>(ExpressionKind.class);
    private final Placeholders placeholders;

    private RequestExpressions(Params params, List<ExpressionKind> kinds) {
        kinds.forEach(kind -> params.string(kind.parameter()).ifPresent(text -> texts.put(kind, text)));
        List<ExpressionKind> withValues = kinds.stream().filter(kind -> kind != ExpressionKind.PROJECTION).toList();
        Map<String, String> names = names(params);
        Map<String, AttributeValue> values = withValues.isEmpty() ? Map.of() : values(params, withValues);
        this.placeholders = new Placeholders(names, values);
    }

    /// Reads the expressions an operation has, but does not parse them yet.
    static RequestExpressions of(Params params, ExpressionKind... kinds) {
        return new RequestExpressions(params, List.of(kinds));
    }

    private Map<String, String> names(Params params) {
        Optional<Map<String, Json>> given = params.members(NAMES);
        if (given.isEmpty()) {
            return Map.of();
        }
        if (texts.isEmpty()) {
            throw ApiException.validation(NAMES + " can only be specified when using expressions");
        }
        requireContent(NAMES, given.get(), '#');
        Map<String, String> names = new LinkedHashMap<>();
        given.get().forEach((key, name) -> {
            if (!(name instanceof Json.Str(String text)) || text.isEmpty()) {
                throw ApiException.validation(NAMES + " contains invalid value for key " + key);
            }
            names.put(key, text);
        });
        return names;
    }

    private Map<String, AttributeValue> values(Params params, List<ExpressionKind> kinds) {
        Optional<Map<String, Json>> given = params.members(VALUES);
        if (given.isEmpty()) {
            return Map.of();
        }
        if (kinds.stream().noneMatch(texts::containsKey)) {
            throw ApiException.validation(VALUES + " can only be specified when using expressions: "
                    + kinds.stream().map(ExpressionKind::parameter).collect(Collectors.joining(" and "))
                    + (kinds.size() > 1 ? " are" : " is") + " null");
        }
        requireContent(VALUES, given.get(), ':');
        Map<String, AttributeValue> values = new LinkedHashMap<>();
        given.get().forEach((key, value) -> values.put(key, value(key, value)));
        return values;
    }

    private static AttributeValue value(String key, Json json) {
        try {
            return ValueCodec.read(json);
        } catch (ApiException e) {
            throw new ApiException(e.type(),
                    VALUES + " contains invalid value: " + e.getMessage() + " for key " + key);
        }
    }

    private static void requireContent(String parameter, Map<String, Json> given, char prefix) {
        if (given.isEmpty()) {
            throw ApiException.validation(parameter + " must not be empty");
        }
        for (String key : given.keySet()) {
            boolean wellFormed = key.length() > 1 && key.charAt(0) == prefix
                    && key.chars().skip(1).allMatch(c -> c == '_' || c < 0x80 && Character.isLetterOrDigit(c));
            if (!wellFormed) {
                throw ApiException.validation(parameter + " contains invalid key: Syntax error; key: \"" + key + "\"");
            }
        }
    }

    Optional<Condition> condition() {
        return condition(ExpressionKind.CONDITION);
    }

    Optional<Condition> filter() {
        return condition(ExpressionKind.FILTER);
    }

    private Optional<Condition> condition(ExpressionKind kind) {
        return text(kind).map(text -> ConditionParser.parse(text, kind, placeholders));
    }

    Optional<Projection> projection() {
        return text(ExpressionKind.PROJECTION).map(text -> ProjectionParser.parse(text, placeholders));
    }

    Optional<Update> update() {
        return text(ExpressionKind.UPDATE).map(text -> UpdateParser.parse(text, placeholders));
    }

    Optional<Map<String, KeyTest>> keyConditions() {
        return text(ExpressionKind.KEY_CONDITION).map(text -> KeyConditions.parse(text, placeholders));
    }

    private Optional<String> text(ExpressionKind kind) {
        return Optional.ofNullable(texts.get(kind));
    }

    /// To be called when all expressions are parsed: placeholders no expression used are an error.
    void finish() {
        placeholders.refuseUnused();
    }
}
