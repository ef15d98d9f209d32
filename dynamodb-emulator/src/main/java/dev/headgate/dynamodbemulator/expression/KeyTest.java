package dev.headgate.dynamodbemulator.expression;

import dev.headgate.dynamodbemulator.value.AttributeType;
import dev.headgate.dynamodbemulator.value.AttributeValue;

/// What a key condition asks of one key attribute.
public sealed interface KeyTest {
    /// A comparison with a value, never `<>`.
    record Compare(Comparator comparator, AttributeValue value) implements KeyTest {}

    /// A range, bounds included.
    record Between(AttributeValue low, AttributeValue high) implements KeyTest {}

    /// A prefix of a string or binary.
    record BeginsWith(AttributeValue prefix) implements KeyTest {}

    /// The type the key attribute must have.
    default AttributeType type() {
        return switch (this) {
            case Compare(Comparator _, AttributeValue value) -> value.type();
            case Between(AttributeValue low, AttributeValue _) -> low.type();
            case BeginsWith(AttributeValue prefix) -> prefix.type();
        };
    }
}
