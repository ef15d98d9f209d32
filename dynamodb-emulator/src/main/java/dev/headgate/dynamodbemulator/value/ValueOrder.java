package dev.headgate.dynamodbemulator.value;

import java.util.Comparator;

/// The order of keys and of the comparators `<`, `<=`, `>`, `>=`, `BETWEEN`: numbers by value, strings by their UTF-8
/// bytes, binaries by unsigned bytes. Values of different types are ordered by type, which no client ever sees.
public final class ValueOrder implements Comparator<AttributeValue> {
    /// The only one needed; it has no state.
    public static final ValueOrder INSTANCE = new ValueOrder();

    private ValueOrder() {}

    @Override
    public int compare(AttributeValue left, AttributeValue right) {
        if (left instanceof AttributeValue.S(String a) && right instanceof AttributeValue.S(String b)) {
            return compareStrings(a, b);
        }
        if (left instanceof AttributeValue.N a && right instanceof AttributeValue.N b) {
            return a.value().compareTo(b.value());
        }
        if (left instanceof AttributeValue.B(Bytes a) && right instanceof AttributeValue.B(Bytes b)) {
            return a.compareTo(b);
        }
        if (left.type() == right.type()) {
            throw new IllegalArgumentException("values of type " + left.type() + " have no order");
        }
        return left.type().compareTo(right.type());
    }

    /// UTF-8 order is code point order; it differs from [String#compareTo] only where a surrogate meets U+E000-U+FFFF.
    private static int compareStrings(String left, String right) {
        int length = Math.min(left.length(), right.length());
        for (int i = 0; i < length; i++) {
            char a = left.charAt(i);
            char b = right.charAt(i);
            if (a != b) {
                if (Character.isSurrogate(a) == Character.isSurrogate(b)) {
                    return Character.compare(a, b);
                }
                // A surrogate stands for a code point above U+FFFF.
                return Character.isSurrogate(a) ? 1 : -1;
            }
        }
        return Integer.compare(left.length(), right.length());
    }
}
