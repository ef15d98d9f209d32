package dev.headgate.dynamodbemulator.operation;

import dev.headgate.dynamodbemulator.expression.Projection;
import dev.headgate.dynamodbemulator.json.Json;
import dev.headgate.dynamodbemulator.json.JsonObject;
import dev.headgate.dynamodbemulator.table.Change;
import dev.headgate.dynamodbemulator.table.Database;
import dev.headgate.dynamodbemulator.value.Item;
import dev.headgate.dynamodbemulator.value.ValueCodec;
import java.util.Optional;

/// Changes attributes of an item, or creates it. Source: DynamoDB API reference, UpdateItem.
final class UpdateItem implements Operation {
    private final ItemWriteReader reader;
    private final SingleWrites writes;

    UpdateItem(Database database) {
        this.reader = new ItemWriteReader(database);
        this.writes = new SingleWrites(database);
    }

    @Override
    public Json.Obj apply(Params params) {
        CommonParams.ReturnValues returned = CommonParams.returnValues(params);
        Capacity.Report report = CommonParams.capacityReport(params);
        CommonParams.refuseItemCollectionMetrics(params);
        ItemWrite write = reader.update(params);
        params.refuseOthers();
        Change change = writes.run(write);
        Projection updated = new Projection(((ItemWrite.Modify) write.effect()).update().paths());
        Optional<Item> attributes = switch (returned) {
            case NONE -> Optional.empty();
            case ALL_OLD -> change.before();
            case ALL_NEW -> change.after();
            case UPDATED_OLD -> change.before().map(updated::of);
            case UPDATED_NEW -> change.after().map(updated::of);
        };
        return new JsonObject()
                .putPresent("Attributes", attributes.filter(item -> !item.isEmpty()).map(ValueCodec::write))
                .putPresent("ConsumedCapacity", Capacity.ofWrite(change).json(report)).build();
    }
}
