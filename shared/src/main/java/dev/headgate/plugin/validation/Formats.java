package dev.headgate.plugin.validation;

import dev.harrel.jsonschema.Evaluator;
import dev.harrel.jsonschema.EvaluatorFactory;
import dev.harrel.jsonschema.JsonNode;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What Kong adds to draft 4: `format` with dates and times of RFC 3339, and lengths that hold for arrays, too.
final class Formats {
    private static final Pattern DATE = Pattern.compile("([0-9]{4})-([0-9]{2})-([0-9]{2})");
    private static final Pattern TIME = Pattern.compile(
            "([01][0-9]|2[0-3]):[0-5][0-9]:([0-5][0-9]|60)(\\.[0-9]{1,20})?([Zz]|[+-]([01][0-9]|2[0-3]):[0-5][0-9])");

    private Formats() {}

    static EvaluatorFactory formats() {
        return new EvaluatorFactory.Builder().withKeyword("format", Formats::format).build();
    }

    static EvaluatorFactory arrayLengths() {
        return new EvaluatorFactory.Builder()
                .withKeyword("minLength", (JsonNode least) -> length(least.asInteger().intValue(), Integer.MAX_VALUE))
                .withKeyword("maxLength", (JsonNode most) -> length(0, most.asInteger().intValue())).build();
    }

    private static Evaluator format(JsonNode format) {
        String name = format.isString() ? format.asString() : "";
        return (_, node) -> !node.isString() || isOf(name, node.asString())
                ? Evaluator.Result.success()
                : Evaluator.Result.failure("\"%s\" is no %s".formatted(node.asString(), name));
    }

    private static boolean isOf(String format, String text) {
        return switch (format) {
            case "date" -> isDate(text);
            case "time" -> TIME.matcher(text).matches();
            case "date-time" -> text.length() > 11 && "Tt ".indexOf(text.charAt(10)) >= 0
                    && isDate(text.substring(0, 10)) && TIME.matcher(text.substring(11)).matches();
            default -> true;
        };
    }

    private static boolean isDate(String text) {
        Matcher date = DATE.matcher(text);
        try {
            return date.matches() && LocalDate.of(Integer.parseInt(date.group(1)), Integer.parseInt(date.group(2)),
                    Integer.parseInt(date.group(3))).getYear() >= 0;
        } catch (DateTimeException _) {
            return false;
        }
    }

    private static Evaluator length(int least, int most) {
        return (_, node) -> {
            int length = node.isString()
                    ? node.asString().codePointCount(0, node.asString().length())
                    : node.isArray() ? node.asArray().size() : least;
            if (length < least) {
                return Evaluator.Result.failure("the length %d is below %d".formatted(length, least));
            }
            return length > most
                    ? Evaluator.Result.failure("the length %d is above %d".formatted(length, most))
                    : Evaluator.Result.success();
        };
    }
}
