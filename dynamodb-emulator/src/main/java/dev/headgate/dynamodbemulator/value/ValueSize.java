package dev.headgate.dynamodbemulator.value;

import java.util.Map;

/// Sizes in bytes, as item limit, page limit and capacity units count them.
///
/// Source: DynamoDB developer guide, "DynamoDB item sizes and formats".
final class ValueSize {
    private static final int COLLECTION_OVERHEAD = 3;
    private static final int ELEMENT_OVERHEAD = 1;

    private ValueSize() {}

    static int ofAttributes(Map<String, AttributeValue> attributes) {
        int size = 0;
        for (Map.Entry<String, AttributeValue> attribute : attributes.entrySet()) {
            size += ofText(attribute.getKey()) + of(attribute.getValue());
        }
        return size;
    }

    private static int of(AttributeValue value) {
        return switch (value) {
            case AttributeValue.S(String text) -> ofText(text);
            case AttributeValue.N number -> Numbers.size(number.value());
            case AttributeValue.B(Bytes bytes) -> bytes.length();
            case AttributeValue.Bool _,AttributeValue.Null _ -> 1;
            case AttributeValue.L list -> COLLECTION_OVERHEAD
                    + list.elements().stream().mapToInt(element -> ELEMENT_OVERHEAD + of(element)).sum();
            case AttributeValue.M map ->
                    COLLECTION_OVERHEAD + ELEMENT_OVERHEAD * map.members().size() + ofAttributes(map.members());
            case AttributeValue.Ss set -> set.elements().stream().mapToInt(ValueSize::ofText).sum();
            case AttributeValue.Ns set -> set.elements().stream().mapToInt(Numbers::size).sum();
            case AttributeValue.Bs set -> set.elements().stream().mapToInt(Bytes::length).sum();
        };
    }

    /// The length of a text in UTF-8, without encoding it.
    static int ofText(String text) {
        int size = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            // Each half of a surrogate pair counts for half of the pair's four bytes.
            size += c < 0x80 ? 1 : c < 0x800 || Character.isSurrogate(c) ? 2 : 3;
        }
        return size;
    }
}
