package dev.headgate.http;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/// The parameters of a query in order, repeats included, names and values decoded (`+` and `%20` are a blank,
/// application/x-www-form-urlencoded). Names are compared to the letter.
///
/// Only what reads or changes parameters needs it: a query nobody touches goes to the backend raw. Immutable, so safe
/// for use by many threads.
///
/// @param parameters in the order of the query
public record Query(List<Parameter> parameters) {
    /// No parameters.
    public static final Query EMPTY = new Query(List.of());

    /// One parameter. `hasValue` tells `a=` (true, empty value) from `a` (false).
    public record Parameter(String name, String value, boolean hasValue) {
        /// A parameter written with its value.
        public Parameter(String name, String value) {
            this(name, value, true);
        }
    }

    public Query {
        parameters = List.copyOf(parameters);
    }

    /// Reads a raw query; empty segments (`a=1&&b=2`) are skipped, a malformed escape is kept to the letter.
    public static Query parse(String rawQuery) {
        return parse(rawQuery, StandardCharsets.UTF_8);
    }

    /// The same with another meaning of the octets: ISO 8859-1 keeps them apart whatever they are.
    public static Query parse(String rawQuery, Charset charset) {
        if (rawQuery.isEmpty()) {
            return EMPTY;
        }
        List<Parameter> parameters = new ArrayList<>();
        for (String segment : rawQuery.split("&")) {
            if (segment.isEmpty()) {
                continue;
            }
            int equals = segment.indexOf('=');
            parameters.add(equals < 0
                    ? new Parameter(decode(segment, charset), "", false)
                    : new Parameter(decode(segment.substring(0, equals), charset),
                            decode(segment.substring(equals + 1), charset), true));
        }
        return new Query(parameters);
    }

    /// All values of a parameter in order; empty where it is absent.
    public List<String> all(String name) {
        return parameters.stream().filter(parameter -> parameter.name().equals(name)).map(Parameter::value).toList();
    }

    public boolean contains(String name) {
        return parameters.stream().anyMatch(parameter -> parameter.name().equals(name));
    }

    /// One more parameter at the end.
    public Query plus(String name, String value) {
        List<Parameter> changed = new ArrayList<>(parameters);
        changed.add(new Parameter(name, value));
        return new Query(changed);
    }

    /// Exactly one parameter of that name: in the place of the first if there were any, else at the end.
    public Query with(String name, String value) {
        List<Parameter> changed = new ArrayList<>();
        boolean placed = false;
        for (Parameter parameter : parameters) {
            if (!parameter.name().equals(name)) {
                changed.add(parameter);
            } else if (!placed) {
                changed.add(new Parameter(name, value));
                placed = true;
            }
        }
        if (!placed) {
            changed.add(new Parameter(name, value));
        }
        return new Query(changed);
    }

    /// No parameter of that name.
    public Query without(String name) {
        return without((Predicate<String>) name::equals);
    }

    /// No parameter whose name the predicate takes.
    public Query without(Predicate<String> name) {
        return new Query(parameters.stream().filter(parameter -> !name.test(parameter.name())).toList());
    }

    /// The query in encoded form, ready to stand behind a `?`; empty when there are no parameters.
    public String encoded() {
        StringBuilder text = new StringBuilder();
        for (Parameter parameter : parameters) {
            if (!text.isEmpty()) {
                text.append('&');
            }
            encode(parameter.name(), text);
            if (parameter.hasValue()) {
                text.append('=');
                encode(parameter.value(), text);
            }
        }
        return text.toString();
    }

    private static String decode(String text, Charset charset) {
        if (charset.equals(StandardCharsets.UTF_8) && text.indexOf('%') < 0 && text.indexOf('+') < 0) {
            return text;
        }
        byte[] source = text.getBytes(StandardCharsets.UTF_8);
        byte[] decoded = new byte[source.length];
        int length = 0;
        for (int i = 0; i < source.length; i++) {
            int high = source[i] == '%' && i + 2 < source.length ? Character.digit(source[i + 1], 16) : -1;
            int low = high < 0 ? -1 : Character.digit(source[i + 2], 16);
            if (low >= 0) {
                decoded[length++] = (byte) (high << 4 | low);
                i += 2;
            } else {
                decoded[length++] = source[i] == '+' ? (byte) ' ' : source[i];
            }
        }
        return new String(decoded, 0, length, charset);
    }

    private static void encode(String text, StringBuilder to) {
        for (byte octet : text.getBytes(StandardCharsets.UTF_8)) {
            if (isUnreserved(octet)) {
                to.append((char) octet);
            } else {
                to.append('%').append(Character.toUpperCase(Character.forDigit(octet >> 4 & 15, 16)))
                        .append(Character.toUpperCase(Character.forDigit(octet & 15, 16)));
            }
        }
    }

    private static boolean isUnreserved(byte octet) {
        return octet >= 'a' && octet <= 'z' || octet >= 'A' && octet <= 'Z' || octet >= '0' && octet <= '9'
                || octet == '-' || octet == '.' || octet == '_' || octet == '~';
    }
}
