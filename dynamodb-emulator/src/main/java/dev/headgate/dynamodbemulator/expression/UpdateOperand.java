package dev.headgate.dynamodbemulator.expression;

import dev.headgate.dynamodbemulator.error.ApiException;
import dev.headgate.dynamodbemulator.value.AttributeType;
import dev.headgate.dynamodbemulator.value.AttributeValue;
import dev.headgate.dynamodbemulator.value.Item;
import dev.headgate.dynamodbemulator.value.Numbers;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What `SET` assigns. All of it is taken from the item as it was before the update.
public sealed interface UpdateOperand {
    /// The value at a path of the item; its absence is an error.
    record Path(DocumentPath path) implements UpdateOperand {}

    /// A value of the request.
    record Value(AttributeValue value) implements UpdateOperand {}

    /// `if_not_exists(path, otherwise)`.
    record IfNotExists(DocumentPath path, UpdateOperand otherwise) implements UpdateOperand {}

    /// `list_append(first, second)`.
    record ListAppend(UpdateOperand first, UpdateOperand second) implements UpdateOperand {}

    /// `left + right`.
    record Plus(UpdateOperand left, UpdateOperand right) implements UpdateOperand {}

    /// `left - right`.
    record Minus(UpdateOperand left, UpdateOperand right) implements UpdateOperand {}

    /// The operand's value for an item.
    ///
    /// @throws ApiException a validation error where a path leads nowhere or a value has the wrong type
    default AttributeValue of(Item item) {
        return switch (this) {
            case Path(DocumentPath path) -> path.in(item).orElseThrow(() -> ApiException.validation(
                    "The provided expression refers to an attribute that does not exist in the item"));
            case Value(AttributeValue value) -> value;
            case IfNotExists(DocumentPath path, UpdateOperand otherwise) ->
                    path.in(item).orElseGet(() -> otherwise.of(item));
            case ListAppend(UpdateOperand first, UpdateOperand second) -> append(first.of(item), second.of(item));
            case Plus(UpdateOperand left, UpdateOperand right) -> add(left.of(item), right.of(item));
            case Minus(UpdateOperand left, UpdateOperand right) -> subtract(left.of(item), right.of(item));
        };
    }

    private static AttributeValue append(AttributeValue first, AttributeValue second) {
        if (first instanceof AttributeValue.L start && second instanceof AttributeValue.L end) {
            List<AttributeValue> elements = new ArrayList<>(start.elements());
            elements.addAll(end.elements());
            return new AttributeValue.L(elements);
        }
        throw wrongType();
    }

    /// The sum of two numbers.
    static AttributeValue add(AttributeValue left, AttributeValue right) {
        if (left instanceof AttributeValue.N a && right instanceof AttributeValue.N b) {
            return new AttributeValue.N(Numbers.checked(a.value().add(b.value())));
        }
        throw wrongType();
    }

    private static AttributeValue subtract(AttributeValue left, AttributeValue right) {
        if (left instanceof AttributeValue.N a && right instanceof AttributeValue.N b) {
            return new AttributeValue.N(Numbers.checked(a.value().subtract(b.value())));
        }
        throw wrongType();
    }

    /// What an item's value that does not fit the operation earns.
    static ApiException wrongType() {
        return ApiException.validation("An operand in the update expression has an incorrect data type");
    }

    /// The type where it is known without an item.
    default Optional<AttributeType> staticType() {
        return switch (this) {
            case Path _,IfNotExists _ -> Optional.empty();
            case Value(AttributeValue value) -> Optional.of(value.type());
            case ListAppend _ -> Optional.of(AttributeType.L);
            case Plus _,Minus _ -> Optional.of(AttributeType.N);
        };
    }
}
