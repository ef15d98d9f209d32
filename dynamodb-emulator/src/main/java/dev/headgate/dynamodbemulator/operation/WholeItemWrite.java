package dev.headgate.dynamodbemulator.operation;

import dev.headgate.dynamodbemulator.json.Json;
import dev.headgate.dynamodbemulator.json.JsonObject;
import dev.headgate.dynamodbemulator.table.Change;
import dev.headgate.dynamodbemulator.table.Database;
import dev.headgate.dynamodbemulator.value.ValueCodec;
import java.util.function.Function;

/// Creates, replaces or deletes an item. Source: DynamoDB API reference, PutItem and DeleteItem.
final class WholeItemWrite implements Operation {
    private final SingleWrites writes;
    private final Function<Params, ItemWrite> reader;

    private WholeItemWrite(Database database, Function<Params, ItemWrite> reader) {
        this.writes = new SingleWrites(database);
        this.reader = reader;
    }

    /// Creates or replaces.
    static Operation putItem(Database database) {
        return new WholeItemWrite(database, new ItemWriteReader(database)::put);
    }

    /// Deletes; an absent item is no error.
    static Operation deleteItem(Database database) {
        return new WholeItemWrite(database, new ItemWriteReader(database)::delete);
    }

    @Override
    public Json.Obj apply(Params params) {
        boolean returnsOld = CommonParams.returnsOld(params);
        Capacity.Report report = CommonParams.capacityReport(params);
        CommonParams.refuseItemCollectionMetrics(params);
        ItemWrite write = reader.apply(params);
        params.refuseOthers();
        Change change = writes.run(write);
        return new JsonObject().putPresent("Attributes", change.before().filter(_ -> returnsOld).map(ValueCodec::write))
                .putPresent("ConsumedCapacity", Capacity.ofWrite(change).json(report)).build();
    }
}
