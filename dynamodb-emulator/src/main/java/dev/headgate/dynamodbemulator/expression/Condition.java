package dev.headgate.dynamodbemulator.expression;

import dev.headgate.dynamodbemulator.value.AttributeType;
import dev.headgate.dynamodbemulator.value.AttributeValue;
import dev.headgate.dynamodbemulator.value.Bytes;
import dev.headgate.dynamodbemulator.value.Item;
import dev.headgate.dynamodbemulator.value.ValueOrder;
import java.util.List;
import java.util.Optional;
import java.util.function.BiPredicate;
import java.util.stream.Stream;

/// A condition or filter, checked and ready to be asked about items. Immutable.
///
/// A comparison with an operand that has no value is false, except `<>`, which is the negation of `=`.
///
/// Source: DynamoDB developer guide, "Condition and filter expressions, operators, and functions".
public sealed interface Condition {
    /// Two operands and a comparator; false where they are of different types (`<>`: true).
    record Compare(Operand left, Comparator comparator, Operand right) implements Condition {}

    /// `operand BETWEEN low AND high`, bounds included.
    record Between(Operand operand, Operand low, Operand high) implements Condition {}

    /// `operand IN (a, b, …)`.
    record In(Operand operand, List<Operand> choices) implements Condition {}

    /// Both.
    record And(Condition left, Condition right) implements Condition {}

    /// At least one.
    record Or(Condition left, Condition right) implements Condition {}

    /// The opposite.
    record Not(Condition condition) implements Condition {}

    /// `attribute_exists(path)`.
    record Exists(DocumentPath path) implements Condition {}

    /// `attribute_not_exists(path)`.
    record NotExists(DocumentPath path) implements Condition {}

    /// `attribute_type(operand, :type)`.
    record HasType(Operand operand, AttributeType type) implements Condition {}

    /// `begins_with(operand, prefix)` for strings and binaries.
    record BeginsWith(Operand operand, Operand prefix) implements Condition {}

    /// `contains(container, part)`: part of a string or binary, element of a set or list.
    record Contains(Operand container, Operand part) implements Condition {}

    /// Whether the item meets the condition; an absent item is [Item#EMPTY].
    default boolean matches(Item item) {
        return switch (this) {
            case Compare(Operand left, Comparator comparator, Operand right) ->
                    compare(left.of(item), comparator, right.of(item));
            case Between(Operand operand, Operand low, Operand high) ->
                    compare(operand.of(item), Comparator.GREATER_OR_EQUAL, low.of(item))
                            && compare(operand.of(item), Comparator.LESS_OR_EQUAL, high.of(item));
            case In(Operand operand, List<Operand> choices) -> choices.stream()
                    .anyMatch(choice -> compare(operand.of(item), Comparator.EQUAL, choice.of(item)));
            case And(Condition left, Condition right) -> left.matches(item) && right.matches(item);
            case Or(Condition left, Condition right) -> left.matches(item) || right.matches(item);
            case Not(Condition condition) -> !condition.matches(item);
            case Exists(DocumentPath path) -> path.in(item).isPresent();
            case NotExists(DocumentPath path) -> path.in(item).isEmpty();
            case HasType(Operand operand, AttributeType type) ->
                    operand.of(item).filter(value -> value.type() == type).isPresent();
            case BeginsWith(Operand operand, Operand prefix) ->
                    both(operand.of(item), prefix.of(item), Condition::begins);
            case Contains(Operand container, Operand part) ->
                    both(container.of(item), part.of(item), Condition::contains);
        };
    }

    /// All paths the condition looks at.
    default Stream<DocumentPath> paths() {
        return switch (this) {
            case Compare(Operand left, Comparator _, Operand right) -> Stream.of(left, right).flatMap(Operand::paths);
            case Between(Operand operand, Operand low, Operand high) ->
                    Stream.of(operand, low, high).flatMap(Operand::paths);
            case In(Operand operand, List<Operand> choices) ->
                    Stream.concat(operand.paths(), choices.stream().flatMap(Operand::paths));
            case And(Condition left, Condition right) -> Stream.concat(left.paths(), right.paths());
            case Or(Condition left, Condition right) -> Stream.concat(left.paths(), right.paths());
            case Not(Condition condition) -> condition.paths();
            case Exists(DocumentPath path) -> Stream.of(path);
            case NotExists(DocumentPath path) -> Stream.of(path);
            case HasType(Operand operand, AttributeType _) -> operand.paths();
            case BeginsWith(Operand operand, Operand prefix) -> Stream.of(operand, prefix).flatMap(Operand::paths);
            case Contains(Operand container, Operand part) -> Stream.of(container, part).flatMap(Operand::paths);
        };
    }

    private static boolean compare(Optional<AttributeValue> left, Comparator comparator,
            Optional<AttributeValue> right) {
        return switch (comparator) {
            case EQUAL -> left.isPresent() && left.equals(right);
            case NOT_EQUAL -> !compare(left, Comparator.EQUAL, right);
            case LESS, LESS_OR_EQUAL, GREATER, GREATER_OR_EQUAL -> both(left, right,
                    (a, b) -> a.type() == b.type() && a.type().isScalarKey()
                            && comparator.accepts(ValueOrder.INSTANCE.compare(a, b)));
        };
    }

    private static boolean both(Optional<AttributeValue> left, Optional<AttributeValue> right,
            BiPredicate<AttributeValue, AttributeValue> test) {
        return left.isPresent() && right.isPresent() && test.test(left.get(), right.get());
    }

    private static boolean begins(AttributeValue value, AttributeValue prefix) {
        return switch (prefix) {
            case AttributeValue.S(String start) ->
                    value instanceof AttributeValue.S(String text) && text.startsWith(start);
            case AttributeValue.B(Bytes start) ->
                    value instanceof AttributeValue.B(Bytes bytes) && bytes.startsWith(start);
            case AttributeValue.N _,AttributeValue.Bool _,AttributeValue.Null _,AttributeValue.L _,AttributeValue.M _,AttributeValue.Ss _,AttributeValue.Ns _,AttributeValue.Bs _ ->
                    false;
        };
    }

    private static boolean contains(AttributeValue container, AttributeValue part) {
        return switch (container) {
            case AttributeValue.S(String text) ->
                    part instanceof AttributeValue.S(String inner) && text.contains(inner);
            case AttributeValue.B(Bytes bytes) ->
                    part instanceof AttributeValue.B(Bytes inner) && bytes.contains(inner);
            case AttributeValue.L list -> list.elements().contains(part);
            case AttributeValue.Ss set ->
                    part instanceof AttributeValue.S(String text) && set.elements().contains(text);
            case AttributeValue.Ns set ->
                    part instanceof AttributeValue.N number && set.elements().contains(number.value());
            case AttributeValue.Bs set ->
                    part instanceof AttributeValue.B(Bytes bytes) && set.elements().contains(bytes);
            case AttributeValue.N _,AttributeValue.Bool _,AttributeValue.Null _,AttributeValue.M _ -> false;
        };
    }
}
