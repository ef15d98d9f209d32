package dev.headgate.dynamodbemulator.operation;

import dev.headgate.dynamodbemulator.json.Json;
import dev.headgate.dynamodbemulator.json.JsonObject;
import dev.headgate.dynamodbemulator.table.Change;
import dev.headgate.dynamodbemulator.table.Database;
import dev.headgate.dynamodbemulator.value.ValueCodec;

/// Deletes an item; an absent one is no error. Source: DynamoDB API reference, DeleteItem.
final class DeleteItem implements Operation {
    private final ItemWriteReader reader;
    private final SingleWrites writes;

    DeleteItem(Database database) {
        this.reader = new ItemWriteReader(database);
        this.writes = new SingleWrites(database);
    }

    @Override
    public Json.Obj apply(Params params) {
        boolean returnsOld = CommonParams.returnsOld(params);
        Capacity.Report report = CommonParams.capacityReport(params);
        CommonParams.refuseItemCollectionMetrics(params);
        ItemWrite write = reader.delete(params);
        params.refuseOthers();
        Change change = writes.run(write);
        return new JsonObject().putPresent("Attributes", change.before().filter(_ -> returnsOld).map(ValueCodec::write))
                .putPresent("ConsumedCapacity", Capacity.ofWrite(change).json(report)).build();
    }
}
