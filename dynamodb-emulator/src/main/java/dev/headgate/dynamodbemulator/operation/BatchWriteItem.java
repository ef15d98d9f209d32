package dev.headgate.dynamodbemulator.operation;

import dev.headgate.dynamodbemulator.error.ApiException;
import dev.headgate.dynamodbemulator.json.Json;
import dev.headgate.dynamodbemulator.json.JsonObject;
import dev.headgate.dynamodbemulator.table.Database;
import dev.headgate.dynamodbemulator.table.Position;
import dev.headgate.dynamodbemulator.table.Table;
import dev.headgate.dynamodbemulator.value.Item;
import dev.headgate.dynamodbemulator.value.ValueCodec;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Up to 25 puts and deletes without conditions, each atomic for itself; none is ever left unprocessed. Source: DynamoDB
/// API reference, BatchWriteItem.
final class BatchWriteItem implements Operation {
    private static final int REQUESTS_MAX = 25;

    private final Database database;
    private final ItemWriteReader reader;
    private final SingleWrites writes;

    BatchWriteItem(Database database) {
        this.database = database;
        this.reader = new ItemWriteReader(database);
        this.writes = new SingleWrites(database);
    }

    @Override
    public Json.Obj apply(Params params) {
        Capacity.Report report = CommonParams.capacityReport(params);
        CommonParams.refuseItemCollectionMetrics(params);
        Params tables = params.required("RequestItems", params.object("RequestItems"));
        if (tables.json().members().isEmpty()) {
            throw ApiException.constraint("'{}'", "requestItems",
                    "Member must have length greater than or equal to 1");
        }
        Map<String, List<Params>> requests = new LinkedHashMap<>();
        for (String name : tables.json().members().keySet()) {
            requests.put(TableNames.require("TableName", name), tables.required(name, tables.objects(name)));
        }
        if (requests.values().stream().mapToInt(List::size).sum() > REQUESTS_MAX) {
            throw ApiException.validation("Too many items requested for the BatchWriteItem call");
        }
        List<ItemWrite> batch = new ArrayList<>();
        requests.forEach((name, ofTable) -> batch.addAll(read(name, ofTable)));
        params.refuseOthers();
        Map<String, Capacity> capacities = new LinkedHashMap<>();
        for (ItemWrite write : batch) {
            capacities.merge(write.table().name(), Capacity.ofWrite(writes.run(write)), Capacity::plus);
        }
        return new JsonObject().put("UnprocessedItems", Json.Obj.EMPTY)
                .putPresent("ConsumedCapacity", Capacity.jsonList(capacities.values(), report)).build();
    }

    private List<ItemWrite> read(String tableName, List<Params> requests) {
        if (requests.isEmpty()) {
            throw ApiException.validation("The batch write request list for a table cannot be null or empty: "
                    + tableName);
        }
        Table table = database.table(tableName);
        List<ItemWrite> batch = new ArrayList<>();
        Set<Position> positions = new HashSet<>();
        for (Params request : requests) {
            ItemWrite write = read(table, request);
            if (!positions.add(write.position())) {
                throw ApiException.validation("Provided list of item keys contains duplicates");
            }
            batch.add(write);
        }
        return batch;
    }

    private ItemWrite read(Table table, Params request) {
        Optional<Params> put = request.object("PutRequest");
        Optional<Params> delete = request.object("DeleteRequest");
        if (put.isPresent() == delete.isPresent()) {
            throw ApiException.validation(
                    "Supplied WriteRequest must contain exactly one of PutRequest and DeleteRequest");
        }
        if (put.isPresent()) {
            Item item = ValueCodec.readItem(put.get().required("Item", put.get().json("Item")));
            return reader.put(table, item, Optional.empty(), false);
        }
        return reader.delete(table,
                ValueCodec.readItem(delete.get().required("Key", delete.get().json("Key"))));
    }
}
