package dev.headgate.schema;

import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.nodes.Tag;

/// What an unquoted word of a YAML file means: the rules of YAML 1.1 as Kong's parser applies them
/// (lyaml, lib/lyaml/implicit.lua), where `yes` is true, `010` is eight and `1:30` is ninety. JSON's words mean the same
/// under these rules as in JSON.
public final class PlainScalar {
    private static final Set<String> NULL = Set.of("", "~", "null", "Null", "NULL");
    private static final Set<String> TRUE = Set.of("true", "True", "TRUE", "yes", "Yes", "YES", "on", "On", "ON");
    private static final Set<String> FALSE = Set.of("false", "False", "FALSE", "no", "No", "NO", "off", "Off", "OFF");
    private static final Set<String> NO_NUMBER = Set.of(".inf", ".Inf", ".INF", "+.inf", "+.Inf", "+.INF", "-.inf",
            "-.Inf", "-.INF", ".nan", ".NaN", ".NAN");

    private static final Pattern OCTAL = Pattern.compile("([+-]?)0_*([0-7][0-7_]*)");
    private static final Pattern DECIMAL = Pattern.compile("([+-]?)_*([0-9][0-9_]*)");
    private static final Pattern HEXADECIMAL = Pattern.compile("([+-]?)0x_*([0-9a-fA-F][0-9a-fA-F_]*)");
    private static final Pattern BINARY = Pattern.compile("([+-]?)0b_*([01][01_]+)");
    private static final Pattern SEXAGESIMAL = Pattern.compile("([+-]?)([0-9]+:[0-5]?[0-9](?::[0-9]+)*)(\\.[0-9]+)?");
    private static final Pattern FLOAT = Pattern.compile("[+-]?(?:[0-9]+\\.?[0-9]*|\\.[0-9]+)(?:[eE][+-]?[0-9]+)?");

    private PlainScalar() {}

    /// The kind of value that an unquoted word is.
    public static Tag tag(String word) {
        if (NULL.contains(word)) {
            return Tag.NULL;
        }
        if (flag(word).isPresent()) {
            return Tag.BOOL;
        }
        if (NO_NUMBER.contains(word)) {
            return Tag.FLOAT;
        }
        return number(word).map(number -> number == Math.rint(number) && isWholeInForm(word) ? Tag.INT : Tag.FLOAT)
                .orElse(Tag.STR);
    }

    /// True or false, where the word is one of their spellings.
    public static Optional<Boolean> flag(String word) {
        return TRUE.contains(word)
                ? Optional.of(true)
                : FALSE.contains(word) ? Optional.of(false) : Optional.empty();
    }

    /// The number that a word is, where it is a finite one. Whole numbers beyond 2^53 are rounded, as in Lua.
    public static Optional<Double> number(String word) {
        if (word.isEmpty() || word.length() > 400 || "+-.0123456789_".indexOf(word.charAt(0)) < 0) {
            return Optional.empty();
        }
        return digits(OCTAL, word, 8).or(() -> digits(DECIMAL, word, 10)).or(() -> decimalFraction(word))
                .or(() -> digits(HEXADECIMAL, word, 16)).or(() -> digits(BINARY, word, 2))
                .or(() -> sexagesimal(word)).filter(Double::isFinite);
    }

    private static boolean isWholeInForm(String word) {
        return word.indexOf('.') < 0 && (word.startsWith("0x") || word.indexOf('e') < 0 && word.indexOf('E') < 0);
    }

    private static Optional<Double> digits(Pattern form, String word, int radix) {
        Matcher matcher = form.matcher(word);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        double value = 0;
        String digits = matcher.group(2);
        for (int i = 0; i < digits.length(); i++) {
            if (digits.charAt(i) != '_') {
                value = value * radix + Character.digit(digits.charAt(i), radix);
            }
        }
        return Optional.of(signed(matcher.group(1), value));
    }

    private static Optional<Double> decimalFraction(String word) {
        String digits = word.replace("_", "");
        boolean isFraction = digits.indexOf('.') >= 0 || digits.indexOf('e') >= 0 || digits.indexOf('E') >= 0;
        return isFraction && FLOAT.matcher(digits).matches() ? Optional.of(Double.valueOf(digits)) : Optional.empty();
    }

    private static Optional<Double> sexagesimal(String word) {
        Matcher matcher = SEXAGESIMAL.matcher(word);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        double value = 0;
        for (String part : matcher.group(2).split(":")) {
            value = value * 60 + Double.parseDouble(part);
        }
        String fraction = matcher.group(3);
        return Optional.of(signed(matcher.group(1), fraction == null ? value : value + Double.parseDouble(fraction)));
    }

    private static double signed(String sign, double value) {
        return sign.equals("-") ? -value : value;
    }
}
