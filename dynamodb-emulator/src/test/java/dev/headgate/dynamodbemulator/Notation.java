package dev.headgate.dynamodbemulator;

import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// A short way to write attribute values in the tables of tests: `{n: 1, s: 'x', b: b64'AQI=', t: true, z: null,
/// l: [1, 'x'], m: {k: 1}, ss: S<'a', 'b'>, ns: N<1, 2>, bs: B<b64'AQ=='>}`.
final class Notation {
    private final String text;
    private int position;

    private Notation(String text) {
        this.text = text;
    }

    static Map<String, AttributeValue> item(String text) {
        return value(text).m();
    }

    static AttributeValue value(String text) {
        Notation notation = new Notation(text);
        AttributeValue value = notation.next();
        notation.skipBlanks();
        if (notation.position < text.length()) {
            throw new IllegalArgumentException("behind the value: " + text.substring(notation.position));
        }
        return value;
    }

    private AttributeValue next() {
        skipBlanks();
        return switch (text.charAt(position)) {
            case '{' -> AttributeValue.fromM(members());
            case '[' -> AttributeValue.fromL(sequence('[', ']', this::next));
            case '\'' -> AttributeValue.fromS(quoted());
            case 'b' -> AttributeValue.fromB(bytes());
            case 'S' -> AttributeValue.fromSs(set(this::quoted));
            case 'N' -> AttributeValue.fromNs(set(this::word));
            case 'B' -> AttributeValue.fromBs(set(this::bytes));
            default -> word(word());
        };
    }

    private static AttributeValue word(String word) {
        return switch (word) {
            case "true" -> AttributeValue.fromBool(true);
            case "false" -> AttributeValue.fromBool(false);
            case "null" -> AttributeValue.fromNul(true);
            default -> AttributeValue.fromN(word);
        };
    }

    private Map<String, AttributeValue> members() {
        Map<String, AttributeValue> members = new LinkedHashMap<>();
        sequence('{', '}', () -> {
            String name = word();
            expect(':');
            return members.put(name, next());
        });
        return members;
    }

    private <T> List<T> set(Supplier<T> element) {
        position++;
        return sequence('<', '>', element);
    }

    private <T> List<T> sequence(char open, char close, Supplier<T> element) {
        expect(open);
        List<T> elements = new ArrayList<>();
        skipBlanks();
        while (text.charAt(position) != close) {
            elements.add(element.get());
            skipBlanks();
            if (text.charAt(position) == ',') {
                position++;
            }
            skipBlanks();
        }
        expect(close);
        return elements;
    }

    private String quoted() {
        expect('\'');
        int end = text.indexOf('\'', position);
        String quoted = text.substring(position, end);
        position = end + 1;
        return quoted;
    }

    private SdkBytes bytes() {
        skipBlanks();
        position += "b64".length();
        return SdkBytes.fromByteArray(Base64.getDecoder().decode(quoted()));
    }

    private String word() {
        skipBlanks();
        int start = position;
        // A name may be a placeholder, `:x`.
        if (text.charAt(position) == ':') {
            position++;
        }
        while (position < text.length() && ":,]}> ".indexOf(text.charAt(position)) < 0) {
            position++;
        }
        return text.substring(start, position);
    }

    private void expect(char wanted) {
        skipBlanks();
        if (text.charAt(position) != wanted) {
            throw new IllegalArgumentException(wanted + " wanted at " + position + " of " + text);
        }
        position++;
    }

    private void skipBlanks() {
        while (position < text.length() && text.charAt(position) == ' ') {
            position++;
        }
    }

    /// An item with its names, and the elements of its sets, in alphabetical order.
    static String text(Map<String, AttributeValue> item) {
        return new TreeMap<>(item).entrySet().stream().map(entry -> entry.getKey() + ": " + text(entry.getValue()))
                .collect(Collectors.joining(", ", "{", "}"));
    }

    static String text(AttributeValue value) {
        return switch (value.type()) {
            case S -> "'" + value.s() + "'";
            case N -> value.n();
            case B -> text(value.b());
            case BOOL -> value.bool().toString();
            case NUL -> "null";
            case L -> value.l().stream().map(Notation::text).collect(Collectors.joining(", ", "[", "]"));
            case M -> text(value.m());
            case SS -> value.ss().stream().map(text -> "'" + text + "'").sorted()
                    .collect(Collectors.joining(", ", "S<", ">"));
            case NS -> value.ns().stream().sorted().collect(Collectors.joining(", ", "N<", ">"));
            case BS -> value.bs().stream().map(Notation::text).sorted().collect(Collectors.joining(", ", "B<", ">"));
            case UNKNOWN_TO_SDK_VERSION -> throw new IllegalArgumentException("unknown type: " + value);
        };
    }

    private static String text(SdkBytes bytes) {
        return "b64'" + Base64.getEncoder().encodeToString(bytes.asByteArray()) + "'";
    }
}
