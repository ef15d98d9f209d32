package dev.headgate.dynamodbemulator.operation;

import dev.headgate.dynamodbemulator.json.Json;
import dev.headgate.dynamodbemulator.table.Database;
import dev.headgate.dynamodbemulator.table.TableDefinition;
import java.time.InstantSource;
import java.util.UUID;

/// Creates a table. The answer says CREATING as DynamoDB's does, yet the table is active at once. Source: DynamoDB API
/// reference, CreateTable.
final class CreateTable implements Operation {
    private final Database database;
    private final InstantSource clock;

    CreateTable(Database database, InstantSource clock) {
        this.database = database;
        this.clock = clock;
    }

    @Override
    public Json.Obj apply(Params params) {
        TableDefinition definition = TableDefinitionReader.read(params, UUID.randomUUID().toString(), clock.instant());
        params.refuseOthers();
        return TableDescription.answer("TableDescription",
                TableDescription.of(database.create(definition), "CREATING"));
    }
}
