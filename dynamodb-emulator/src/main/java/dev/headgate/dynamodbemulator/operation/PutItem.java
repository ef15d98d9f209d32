package dev.headgate.dynamodbemulator.operation;

import dev.headgate.dynamodbemulator.json.Json;
import dev.headgate.dynamodbemulator.json.JsonObject;
import dev.headgate.dynamodbemulator.table.Change;
import dev.headgate.dynamodbemulator.table.Database;
import dev.headgate.dynamodbemulator.value.ValueCodec;

/// Creates or replaces an item. Source: DynamoDB API reference, PutItem.
final class PutItem implements Operation {
    private final ItemWriteReader reader;
    private final SingleWrites writes;

    PutItem(Database database) {
        this.reader = new ItemWriteReader(database);
        this.writes = new SingleWrites(database);
    }

    @Override
    public Json.Obj apply(Params params) {
        boolean returnsOld = CommonParams.returnsOld(params);
        Capacity.Report report = CommonParams.capacityReport(params);
        CommonParams.refuseItemCollectionMetrics(params);
        ItemWrite write = reader.put(params);
        params.refuseOthers();
        Change change = writes.run(write);
        return new JsonObject().putPresent("Attributes", change.before().filter(_ -> returnsOld).map(ValueCodec::write))
                .putPresent("ConsumedCapacity", Capacity.ofWrite(change).json(report)).build();
    }
}
