package dev.headgate.dynamodbemulator.operation;

import dev.headgate.dynamodbemulator.json.Json;
import dev.headgate.dynamodbemulator.json.JsonObject;
import dev.headgate.dynamodbemulator.table.Database;
import java.util.List;
import java.util.Optional;

/// Lists the names of tables in pages of up to 100. Source: DynamoDB API reference, ListTables.
final class ListTables implements Operation {
    private static final int PAGE_MAX = 100;

    private final Database database;

    ListTables(Database database) {
        this.database = database;
    }

    @Override
    public Json.Obj apply(Params params) {
        String start = params.string("ExclusiveStartTableName")
                .map(name -> TableNames.require("ExclusiveStartTableName", name)).orElse("");
        int limit = params.integer("Limit", 1, PAGE_MAX).orElse(PAGE_MAX);
        params.refuseOthers();
        List<String> names = database.namesAfter(start).stream().limit(limit + 1L).toList();
        boolean more = names.size() > limit;
        List<String> page = more ? names.subList(0, limit) : names;
        return new JsonObject().put("TableNames", page.stream().map(Json.Str::new).toList())
                .putPresent("LastEvaluatedTableName",
                        more ? Optional.of(new Json.Str(page.getLast())) : Optional.empty())
                .build();
    }
}
