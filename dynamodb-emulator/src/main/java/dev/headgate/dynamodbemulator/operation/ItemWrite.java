package dev.headgate.dynamodbemulator.operation;

import dev.headgate.dynamodbemulator.error.ApiException;
import dev.headgate.dynamodbemulator.error.ErrorType;
import dev.headgate.dynamodbemulator.expression.Condition;
import dev.headgate.dynamodbemulator.expression.Update;
import dev.headgate.dynamodbemulator.json.Json;
import dev.headgate.dynamodbemulator.table.Change;
import dev.headgate.dynamodbemulator.table.Position;
import dev.headgate.dynamodbemulator.table.Table;
import dev.headgate.dynamodbemulator.value.Item;
import dev.headgate.dynamodbemulator.value.ValueCodec;
import java.util.Map;
import java.util.Optional;

/// A write of one item as asked for; [#decide] turns it into a change once the table is locked. Immutable.
///
/// @param itemOnFailure whether the error for an unmet condition carries the item
record ItemWrite(Table table, Position position, Optional<Condition> condition, boolean itemOnFailure, Effect effect) {
    /// What becomes of the item.
    sealed interface Effect {}

    /// The item is replaced as a whole.
    record Put(Item item) implements Effect {}

    /// The item is removed.
    record Delete() implements Effect {}

    /// Parts of the item are changed; an absent item begins with its key.
    record Modify(Item key, Update update) implements Effect {}

    /// The item stays; only the condition matters.
    record Check() implements Effect {}

    /// The change this write makes of the item as it stands. The table must be locked.
    ///
    /// @throws ApiException ConditionalCheckFailedException, or a validation error the item brings out
    Change decide() {
        Optional<Item> before = table.get(position);
        if (condition.isPresent() && !condition.get().matches(before.orElse(Item.EMPTY))) {
            throw conditionFailed(before);
        }
        return new Change(table, position, before, after(before));
    }

    private ApiException conditionFailed(Optional<Item> item) {
        Map<String, Json> details = itemOnFailure && item.isPresent()
                ? Map.of("Item", ValueCodec.write(item.get()))
                : Map.of();
        return new ApiException(ErrorType.CONDITIONAL_CHECK_FAILED, "The conditional request failed", details);
    }

    private Optional<Item> after(Optional<Item> before) {
        return switch (effect) {
            case Put(Item item) -> Optional.of(item);
            case Delete _ -> Optional.empty();
            case Modify(Item key, Update update) -> {
                Item updated = update.applyTo(before.orElse(key));
                ItemRules.requireStorable(table, updated, "Item size to update has exceeded the maximum allowed size");
                yield Optional.of(updated);
            }
            case Check _ -> before;
        };
    }
}
