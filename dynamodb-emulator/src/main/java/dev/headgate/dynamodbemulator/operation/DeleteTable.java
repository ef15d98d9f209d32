package dev.headgate.dynamodbemulator.operation;

import dev.headgate.dynamodbemulator.json.Json;
import dev.headgate.dynamodbemulator.table.Database;
import dev.headgate.dynamodbemulator.table.Table;

/// Deletes a table and its items. The answer says DELETING as DynamoDB's does, yet the table is gone at once. Source:
/// DynamoDB API reference, DeleteTable.
final class DeleteTable implements Operation {
    private final Database database;

    DeleteTable(Database database) {
        this.database = database;
    }

    @Override
    public Json.Obj apply(Params params) {
        String name = TableNames.read(params);
        params.refuseOthers();
        Table table = DescribeTable.table(database, name);
        Json.Obj description = TableDescription.of(table, "DELETING");
        database.drop(table);
        return TableDescription.answer("TableDescription", description);
    }
}
