package dev.headgate.dynamodbemulator.operation;

import dev.headgate.dynamodbemulator.error.ApiException;
import dev.headgate.dynamodbemulator.expression.ExpressionKind;
import dev.headgate.dynamodbemulator.expression.Projection;
import dev.headgate.dynamodbemulator.json.Json;
import dev.headgate.dynamodbemulator.json.JsonObject;
import dev.headgate.dynamodbemulator.table.Database;
import dev.headgate.dynamodbemulator.table.Position;
import dev.headgate.dynamodbemulator.table.Table;
import dev.headgate.dynamodbemulator.value.Item;
import dev.headgate.dynamodbemulator.value.ValueCodec;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// Reads up to 100 items as they are at one moment. Source: DynamoDB API reference, TransactGetItems.
final class TransactGetItems implements Operation {
    private static final int BYTES_MAX = 4 * 1024 * 1024;

    private final Database database;

    TransactGetItems(Database database) {
        this.database = database;
    }

    private record Get(Table table, Position position, Optional<Projection> projection) {}

    @Override
    public Json.Obj apply(Params params) {
        Capacity.Report report = CommonParams.capacityReport(params);
        List<Get> gets = TransactItems.read(params, this::read);
        params.refuseOthers();
        TransactItems.refuseRepeated(gets.stream().map(get -> Map.entry(get.table(), get.position())).toList());
        Set<Table> tables = gets.stream().map(Get::table).collect(Collectors.toSet());
        List<Optional<Item>> items = database.atomically(tables,
                () -> gets.stream().map(get -> get.table().get(get.position())).toList());
        if (items.stream().flatMap(Optional::stream).mapToLong(Item::sizeBytes).sum() > BYTES_MAX) {
            throw ApiException.validation("Transaction request cannot be larger than 4 MB");
        }
        return answer(gets, items, report);
    }

    private Get read(Params entry) {
        Params get = entry.required("Get", entry.object("Get"));
        String tableName = TableNames.read(get);
        Item key = ValueCodec.readItem(get.required("Key", get.json("Key")));
        RequestExpressions expressions = RequestExpressions.of(get, ExpressionKind.PROJECTION);
        Optional<Projection> projection = expressions.projection();
        expressions.finish();
        Table table = database.table(tableName);
        projection.ifPresent(present -> ItemRules.refuseKeyPaths(table, present.paths().stream()));
        return new Get(table, ItemRules.keyPosition(table, key), projection);
    }

    private static Json.Obj answer(List<Get> gets, List<Optional<Item>> items, Capacity.Report report) {
        List<Json> responses = new ArrayList<>();
        Map<String, Capacity> capacities = new LinkedHashMap<>();
        for (int i = 0; i < gets.size(); i++) {
            Get get = gets.get(i);
            Optional<Item> item = items.get(i);
            responses.add(new JsonObject().putPresent("Item",
                    item.map(found -> get.projection().map(projection -> projection.of(found)).orElse(found))
                            .map(ValueCodec::write))
                    .build());
            double units = Capacity.readUnits(item.map(Item::sizeBytes).orElse(0), true);
            capacities.merge(get.table().name(), new Capacity(get.table().name(), units, Map.of()).doubled(),
                    Capacity::plus);
        }
        return new JsonObject().put("Responses", responses)
                .putPresent("ConsumedCapacity",
                        Capacity.jsonList(capacities.values(), report, Optional.of("ReadCapacityUnits")))
                .build();
    }
}
