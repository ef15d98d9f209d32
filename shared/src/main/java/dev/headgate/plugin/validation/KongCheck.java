package dev.headgate.plugin.validation;

import com.google.re2j.Pattern;
import dev.headgate.json.JsonValue;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// What Kong's own schema form checks beside the type (kong/db/schema/init.lua, `Schema.validators`). A value of another
/// type than the check is for passes it. Immutable.
@FunctionalInterface
interface KongCheck {
    /// What is wrong with a value.
    Optional<String> problem(JsonValue value);

    /// All that the documentation has, in the order in which Kong looks.
    enum Kind {
        ONE_OF, TIMESTAMP, UUID, BETWEEN, LEN_EQ, LEN_MIN, LEN_MAX, STARTS_WITH, NOT_MATCH, MATCH_NONE, MATCH,
        MATCH_ALL,
        MATCH_ANY;

        String kongName() {
            return name().toLowerCase(Locale.ROOT);
        }

        static boolean isOne(String attribute) {
            return Arrays.stream(values()).anyMatch(kind -> kind.kongName().equals(attribute));
        }
    }

    /// A check of that kind.
    ///
    /// @param argument what the schema says
    /// @param field for messages
    static KongCheck of(Kind kind, JsonValue argument, String field) throws SchemaException {
        String place = kind.kongName() + " of the field " + field;
        return switch (kind) {
            case ONE_OF -> oneOf(items(argument, place));
            case TIMESTAMP -> value -> when(value instanceof JsonValue.Num number && number.value() <= 0,
                    "expected a valid timestamp");
            case UUID -> value -> when(value instanceof JsonValue.Text(String text) && !isUuid(text),
                    "expected a valid UUID");
            case BETWEEN -> between(items(argument, place), place);
            case LEN_EQ -> {
                int wanted = whole(argument, place);
                yield value -> when(length(value, wanted) != wanted, "length must be " + wanted);
            }
            case LEN_MIN -> {
                int least = whole(argument, place);
                yield value -> when(length(value, least) < least, "length must be at least " + least);
            }
            case LEN_MAX -> {
                int most = whole(argument, place);
                yield value -> when(length(value, most) > most, "length must be at most " + most);
            }
            case STARTS_WITH -> {
                String start = text(argument, place);
                yield value -> when(value instanceof JsonValue.Text(String text) && !text.startsWith(start),
                        "should start with: " + start);
            }
            case MATCH -> {
                Pattern pattern = LuaPattern.compile(text(argument, place));
                yield value -> when(value instanceof JsonValue.Text(String text) && !pattern.matcher(text).find(),
                        "invalid value: " + shown(value));
            }
            case NOT_MATCH -> {
                Pattern pattern = LuaPattern.compile(text(argument, place));
                yield value -> when(value instanceof JsonValue.Text(String text) && pattern.matcher(text).find(),
                        "invalid value: " + shown(value));
            }
            case MATCH_ALL -> each(items(argument, place), true, place);
            case MATCH_NONE -> each(items(argument, place), false, place);
            case MATCH_ANY -> any(argument, place);
        };
    }

    private static KongCheck oneOf(List<JsonValue> options) {
        String message = "expected one of: " + options.stream().map(KongCheck::shown).collect(Collectors.joining(", "));
        List<Object> wanted = options.stream().map(SchemaNode::canonical).toList();
        return value -> when(!SchemaNode.isExact(value) || !wanted.contains(SchemaNode.canonical(value)), message);
    }

    private static KongCheck between(List<JsonValue> limits, String place) throws SchemaException {
        if (limits.size() != 2) {
            throw SchemaException.wrong(place + " is not two numbers");
        }
        int least = whole(limits.get(0), place);
        int most = whole(limits.get(1), place);
        return value -> when(value instanceof JsonValue.Num number && (number.value() < least || number.value() > most),
                "value should be between " + least + " and " + most);
    }

    /// @param wanted whether each pattern has to match, or none
    private static KongCheck each(List<JsonValue> items, boolean wanted, String place) throws SchemaException {
        Map<Pattern, String> patterns = new java.util.LinkedHashMap<>();
        for (JsonValue item : items) {
            JsonValue.Members entry = members(item, place);
            patterns.put(LuaPattern.compile(text(entry.member("pattern").orElse(new JsonValue.Null()), place)),
                    entry.text("err").orElse("invalid value"));
        }
        return value -> value instanceof JsonValue.Text(String text)
                ? patterns.entrySet().stream().filter(entry -> entry.getKey().matcher(text).find() != wanted)
                        .map(Map.Entry::getValue).findFirst()
                : Optional.empty();
    }

    private static KongCheck any(JsonValue argument, String place) throws SchemaException {
        JsonValue.Members entry = members(argument, place);
        List<Pattern> patterns = new ArrayList<>();
        for (JsonValue pattern : entry.items("patterns")) {
            patterns.add(LuaPattern.compile(text(pattern, place)));
        }
        String message = entry.text("err").orElse("invalid value");
        return value -> when(value instanceof JsonValue.Text(String text)
                && patterns.stream().noneMatch(pattern -> pattern.matcher(text).find()), message);
    }

    private static Optional<String> when(boolean wrong, String message) {
        return wrong ? Optional.of(message) : Optional.empty();
    }

    private static String shown(JsonValue value) {
        return value instanceof JsonValue.Text(String text) ? text : value.document();
    }

    /// Lua counts a text's bytes.
    private static int length(JsonValue value, int otherwise) {
        return switch (value) {
            case JsonValue.Text(String text) -> text.getBytes(java.nio.charset.StandardCharsets.UTF_8).length;
            case JsonValue.Items(List<JsonValue> items) -> items.size();
            case JsonValue.Members(Map<String, JsonValue> members) -> members.size();
            case JsonValue.Num _,JsonValue.Flag _,JsonValue.Null _ -> otherwise;
        };
    }

    private static boolean isUuid(String text) {
        return text.matches("(?i)[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");
    }

    private static List<JsonValue> items(JsonValue argument, String place) throws SchemaException {
        if (argument instanceof JsonValue.Items(List<JsonValue> items)) {
            return items;
        }
        throw SchemaException.wrong(place + " is no array");
    }

    private static JsonValue.Members members(JsonValue argument, String place) throws SchemaException {
        if (argument instanceof JsonValue.Members members) {
            return members;
        }
        throw SchemaException.wrong(place + " is no object");
    }

    private static String text(JsonValue argument, String place) throws SchemaException {
        if (argument instanceof JsonValue.Text(String text)) {
            return text;
        }
        throw SchemaException.wrong(place + " is no string");
    }

    private static int whole(JsonValue argument, String place) throws SchemaException {
        if (argument instanceof JsonValue.Num number && number.value() == Math.rint(number.value())
                && Math.abs(number.value()) <= Integer.MAX_VALUE) {
            return (int) number.value();
        }
        throw SchemaException.wrong(place + " is no whole number");
    }
}
