package dev.headgate.dynamodbemulator.operation;

import dev.headgate.dynamodbemulator.error.ApiException;
import dev.headgate.dynamodbemulator.json.Json;
import dev.headgate.dynamodbemulator.json.JsonObject;
import dev.headgate.dynamodbemulator.table.Database;
import dev.headgate.dynamodbemulator.table.Table;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Turns the expiry of items on or off; it takes effect at once. Source: DynamoDB API reference, UpdateTimeToLive.
final class UpdateTimeToLive implements Operation {
    private final Database database;

    UpdateTimeToLive(Database database) {
        this.database = database;
    }

    @Override
    public Json.Obj apply(Params params) {
        String tableName = TableNames.read(params);
        Params specification = params.required("TimeToLiveSpecification", params.object("TimeToLiveSpecification"));
        String attribute = specification.requiredString("AttributeName");
        boolean enabled = specification.required("Enabled", specification.flag("Enabled"));
        params.refuseOthers();
        if (attribute.isEmpty()) {
            throw ApiException.invalidParameter("AttributeName of TimeToLiveSpecification may not be empty");
        }
        Table table = DescribeTable.table(database, tableName);
        database.atomically(List.of(table), () -> {
            requireChange(table.timeToLiveAttribute(), attribute, enabled);
            Optional<String> now = enabled ? Optional.of(attribute) : Optional.empty();
            database.setTimeToLive(table, now);
            return now;
        });
        return new Json.Obj(Map.of("TimeToLiveSpecification",
                new JsonObject().put("AttributeName", attribute).put("Enabled", enabled).build()));
    }

    private static void requireChange(Optional<String> current, String attribute, boolean enabled) {
        if (current.isPresent() && !current.get().equals(attribute)) {
            throw ApiException.validation("TimeToLive is active on a different AttributeName: current AttributeName is "
                    + current.get());
        }
        if (current.isPresent() == enabled) {
            throw ApiException.validation("TimeToLive is already " + (enabled ? "enabled" : "disabled"));
        }
    }
}
