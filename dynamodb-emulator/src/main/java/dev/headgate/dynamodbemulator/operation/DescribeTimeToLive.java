package dev.headgate.dynamodbemulator.operation;

import dev.headgate.dynamodbemulator.json.Json;
import dev.headgate.dynamodbemulator.json.JsonObject;
import dev.headgate.dynamodbemulator.table.Database;
import dev.headgate.dynamodbemulator.table.Table;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Tells by which attribute items expire. Source: DynamoDB API reference, DescribeTimeToLive.
final class DescribeTimeToLive implements Operation {
    private final Database database;

    DescribeTimeToLive(Database database) {
        this.database = database;
    }

    @Override
    public Json.Obj apply(Params params) {
        String tableName = TableNames.read(params);
        params.refuseOthers();
        Table table = DescribeTable.table(database, tableName);
        Optional<String> attribute = database.atomically(List.of(table), table::timeToLiveAttribute);
        return new Json.Obj(Map.of("TimeToLiveDescription",
                new JsonObject().put("TimeToLiveStatus", attribute.isPresent() ? "ENABLED" : "DISABLED")
                        .putPresent("AttributeName", attribute.map(Json.Str::new)).build()));
    }
}
