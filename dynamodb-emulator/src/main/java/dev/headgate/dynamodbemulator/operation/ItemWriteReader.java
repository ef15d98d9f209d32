package dev.headgate.dynamodbemulator.operation;

import dev.headgate.dynamodbemulator.expression.Condition;
import dev.headgate.dynamodbemulator.expression.ExpressionKind;
import dev.headgate.dynamodbemulator.expression.Update;
import dev.headgate.dynamodbemulator.table.Database;
import dev.headgate.dynamodbemulator.table.Position;
import dev.headgate.dynamodbemulator.table.Table;
import dev.headgate.dynamodbemulator.value.Item;
import dev.headgate.dynamodbemulator.value.ValueCodec;
import java.util.Optional;

/// Reads writes from the parameters that single operations, batches and transactions have in common. Thread-safe.
final class ItemWriteReader {
    private final Database database;

    ItemWriteReader(Database database) {
        this.database = database;
    }

    /// What an unmet condition brings back.
    private enum OnFailure {
        ALL_OLD, NONE
    }

    ItemWrite put(Params params) {
        String tableName = TableNames.read(params);
        Item item = ValueCodec.readItem(params.required("Item", params.json("Item")));
        Optional<Condition> condition = condition(params);
        boolean itemOnFailure = itemOnFailure(params);
        return put(database.table(tableName), item, condition, itemOnFailure);
    }

    ItemWrite put(Table table, Item item, Optional<Condition> condition, boolean itemOnFailure) {
        refuseKeyPaths(table, condition);
        Position position = ItemRules.itemPosition(table, item);
        ItemRules.requireStorable(table, item, "Item size has exceeded the maximum allowed size");
        return new ItemWrite(table, position, condition, itemOnFailure, new ItemWrite.Put(item));
    }

    ItemWrite delete(Params params) {
        return onKey(params, condition(params), new ItemWrite.Delete());
    }

    ItemWrite delete(Table table, Item key) {
        return new ItemWrite(table, ItemRules.keyPosition(table, key), Optional.empty(), false, new ItemWrite.Delete());
    }

    ItemWrite check(Params params) {
        params.requiredString(ExpressionKind.CONDITION.parameter());
        return onKey(params, condition(params), new ItemWrite.Check());
    }

    private ItemWrite onKey(Params params, Optional<Condition> condition, ItemWrite.Effect effect) {
        String tableName = TableNames.read(params);
        Item key = ValueCodec.readItem(params.required("Key", params.json("Key")));
        boolean itemOnFailure = itemOnFailure(params);
        Table table = database.table(tableName);
        refuseKeyPaths(table, condition);
        return new ItemWrite(table, ItemRules.keyPosition(table, key), condition, itemOnFailure, effect);
    }

    ItemWrite update(Params params) {
        RequestExpressions expressions = RequestExpressions.of(params, ExpressionKind.UPDATE, ExpressionKind.CONDITION);
        Update update = expressions.update().orElse(Update.NOTHING);
        Optional<Condition> condition = expressions.condition();
        expressions.finish();
        Item key = ValueCodec.readItem(params.required("Key", params.json("Key")));
        ItemWrite write = onKey(params, condition, new ItemWrite.Modify(key, update));
        ItemRules.refuseKeyChanges(write.table(), update.paths().stream());
        ItemRules.refuseKeyPaths(write.table(), update.paths().stream());
        return write;
    }

    private static Optional<Condition> condition(Params params) {
        RequestExpressions expressions = RequestExpressions.of(params, ExpressionKind.CONDITION);
        Optional<Condition> condition = expressions.condition();
        expressions.finish();
        return condition;
    }

    private static boolean itemOnFailure(Params params) {
        return params.choice("ReturnValuesOnConditionCheckFailure", OnFailure.NONE) == OnFailure.ALL_OLD;
    }

    private static void refuseKeyPaths(Table table, Optional<Condition> condition) {
        condition.ifPresent(present -> ItemRules.refuseKeyPaths(table, present.paths()));
    }
}
