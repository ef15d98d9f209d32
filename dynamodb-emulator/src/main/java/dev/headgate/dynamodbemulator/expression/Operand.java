package dev.headgate.dynamodbemulator.expression;

import dev.headgate.dynamodbemulator.value.AttributeType;
import dev.headgate.dynamodbemulator.value.AttributeValue;
import dev.headgate.dynamodbemulator.value.Bytes;
import dev.headgate.dynamodbemulator.value.Item;
import java.math.BigDecimal;
import java.util.Optional;
import java.util.stream.Stream;

/// What a condition compares.
public sealed interface Operand {
    /// The value at a path of the item, where there is one.
    record Path(DocumentPath path) implements Operand {}

    /// A value of the request.
    record Value(AttributeValue value) implements Operand {}

    /// `size(operand)`, a number; nothing where the operand is absent or of a type without a size.
    record Size(Operand operand) implements Operand {}

    /// The operand's value for an item; empty where it has none, which makes all comparisons but `<>` false.
    default Optional<AttributeValue> of(Item item) {
        return switch (this) {
            case Path(DocumentPath path) -> path.in(item);
            case Value(AttributeValue value) -> Optional.of(value);
            case Size(Operand operand) -> operand.of(item).flatMap(Operand::size);
        };
    }

    private static Optional<AttributeValue> size(AttributeValue value) {
        return switch (value) {
            case AttributeValue.S(String text) -> number(text.codePointCount(0, text.length()));
            case AttributeValue.B(Bytes bytes) -> number(bytes.length());
            case AttributeValue.L list -> number(list.elements().size());
            case AttributeValue.M map -> number(map.members().size());
            case AttributeValue.Ss set -> number(set.elements().size());
            case AttributeValue.Ns set -> number(set.elements().size());
            case AttributeValue.Bs set -> number(set.elements().size());
            case AttributeValue.N _,AttributeValue.Bool _,AttributeValue.Null _ -> Optional.empty();
        };
    }

    private static Optional<AttributeValue> number(int size) {
        return Optional.of(new AttributeValue.N(BigDecimal.valueOf(size).stripTrailingZeros()));
    }

    /// The type where it is known without an item: of a value and of `size`.
    default Optional<AttributeType> staticType() {
        return switch (this) {
            case Path _ -> Optional.empty();
            case Value(AttributeValue value) -> Optional.of(value.type());
            case Size _ -> Optional.of(AttributeType.N);
        };
    }

    /// The paths in it, at most one.
    default Stream<DocumentPath> paths() {
        return switch (this) {
            case Path(DocumentPath path) -> Stream.of(path);
            case Value _ -> Stream.empty();
            case Size(Operand operand) -> operand.paths();
        };
    }
}
