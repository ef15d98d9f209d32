package dev.headgate.dynamodbemulator.operation;

import dev.headgate.dynamodbemulator.error.ApiException;
import dev.headgate.dynamodbemulator.error.ErrorType;
import dev.headgate.dynamodbemulator.json.Json;
import dev.headgate.dynamodbemulator.table.Database;
import java.time.InstantSource;
import java.util.Map;
import java.util.Set;

/// All operations of the endpoint by name. Thread-safe.
public final class Operations {
    private final Database database;
    private final Map<String, Operation> byName;

    public Operations(Database database, InstantSource clock) {
        this.database = database;
        this.byName = Map.ofEntries(Map.entry("BatchGetItem", new BatchGetItem(database)),
                Map.entry("BatchWriteItem", new BatchWriteItem(database)),
                Map.entry("CreateTable", new CreateTable(database, clock)),
                Map.entry("DeleteItem", WholeItemWrite.deleteItem(database)),
                Map.entry("DeleteTable", new DeleteTable(database)),
                Map.entry("DescribeTable", new DescribeTable(database)),
                Map.entry("DescribeTimeToLive", new DescribeTimeToLive(database)),
                Map.entry("GetItem", new GetItem(database)),
                Map.entry("ListTables", new ListTables(database)),
                Map.entry("PutItem", WholeItemWrite.putItem(database)),
                Map.entry("Query", new Query(database)), Map.entry("Scan", new Scan(database)),
                Map.entry("TransactGetItems", new TransactGetItems(database)),
                Map.entry("TransactWriteItems", new TransactWriteItems(database, clock)),
                Map.entry("UpdateItem", new UpdateItem(database)),
                Map.entry("UpdateTimeToLive", new UpdateTimeToLive(database)));
    }

    /// The names of all operations there are.
    public Set<String> names() {
        return byName.keySet();
    }

    /// Carries an operation out.
    ///
    /// @throws ApiException what the client is to be told instead of an answer; UnknownOperationException where the
    /// operation does not exist here
    public Json.Obj run(String name, Json.Obj parameters) {
        Operation operation = byName.get(name);
        if (operation == null) {
            throw new ApiException(ErrorType.UNKNOWN_OPERATION, "This endpoint does not support the operation " + name);
        }
        Json.Obj answer = operation.apply(new Params(parameters, name));
        database.compactIfGrown();
        return answer;
    }
}
