package dev.headgate.dynamodbemulator.operation;

import dev.headgate.dynamodbemulator.expression.ExpressionKind;
import dev.headgate.dynamodbemulator.expression.Projection;
import dev.headgate.dynamodbemulator.json.Json;
import dev.headgate.dynamodbemulator.json.JsonObject;
import dev.headgate.dynamodbemulator.table.Database;
import dev.headgate.dynamodbemulator.table.Table;
import dev.headgate.dynamodbemulator.value.Item;
import dev.headgate.dynamodbemulator.value.ValueCodec;
import java.util.Map;
import java.util.Optional;

/// Reads an item; both kinds of consistency see the newest. Source: DynamoDB API reference, GetItem.
final class GetItem implements Operation {
    private final Database database;

    GetItem(Database database) {
        this.database = database;
    }

    @Override
    public Json.Obj apply(Params params) {
        String tableName = TableNames.read(params);
        Item key = ValueCodec.readItem(params.required("Key", params.json("Key")));
        boolean consistent = params.isSet("ConsistentRead");
        Capacity.Report report = CommonParams.capacityReport(params);
        RequestExpressions expressions = RequestExpressions.of(params, ExpressionKind.PROJECTION);
        Optional<Projection> projection = expressions.projection();
        expressions.finish();
        params.refuseOthers();
        Table table = database.table(tableName);
        projection.ifPresent(present -> ItemRules.refuseKeyPaths(table, present.paths().stream()));
        Optional<Item> item = table.get(ItemRules.keyPosition(table, key));
        double units = Capacity.readUnits(item.map(Item::sizeBytes).orElse(0), consistent);
        return new JsonObject()
                .putPresent("Item", item.map(found -> projection.map(present -> present.of(found)).orElse(found))
                        .map(ValueCodec::write))
                .putPresent("ConsumedCapacity", new Capacity(tableName, units, Map.of()).json(report)).build();
    }
}
