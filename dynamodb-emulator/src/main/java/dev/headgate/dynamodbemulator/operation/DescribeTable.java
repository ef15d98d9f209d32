package dev.headgate.dynamodbemulator.operation;

import dev.headgate.dynamodbemulator.error.ApiException;
import dev.headgate.dynamodbemulator.error.ErrorType;
import dev.headgate.dynamodbemulator.json.Json;
import dev.headgate.dynamodbemulator.table.Database;
import dev.headgate.dynamodbemulator.table.Table;

/// Tells a table's definition and size. Source: DynamoDB API reference, DescribeTable.
final class DescribeTable implements Operation {
    private final Database database;

    DescribeTable(Database database) {
        this.database = database;
    }

    @Override
    public Json.Obj apply(Params params) {
        String name = TableNames.read(params);
        params.refuseOthers();
        return TableDescription.answer("Table", TableDescription.of(table(database, name), "ACTIVE"));
    }

    /// The table, or the error that names it, as operations on tables (not on items) have it.
    static Table table(Database database, String name) {
        try {
            return database.table(name);
        } catch (ApiException _) {
            throw new ApiException(ErrorType.RESOURCE_NOT_FOUND,
                    "Requested resource not found: Table: " + name + " not found");
        }
    }
}
