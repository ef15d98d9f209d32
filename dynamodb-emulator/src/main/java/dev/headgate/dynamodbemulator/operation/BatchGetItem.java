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
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Reads up to 100 items and 16 MB by their keys; what is beyond 16 MB is left to ask for again. Source: DynamoDB API
/// reference, BatchGetItem.
final class BatchGetItem implements Operation {
    private static final int KEYS_MAX = 100;
    private static final long ANSWER_MAX_BYTES = 16L * 1024 * 1024;

    private final Database database;

    BatchGetItem(Database database) {
        this.database = database;
    }

    /// What is asked of one table.
    private record Request(Table table, Json.Obj asked, List<Item> keys, List<Position> positions, boolean consistent,
            Optional<Projection> projection) {}

    @Override
    public Json.Obj apply(Params params) {
        Capacity.Report report = CommonParams.capacityReport(params);
        Map<String, Params> tables = params.required("RequestItems", params.objectsByName("RequestItems"));
        if (tables.isEmpty()) {
            throw ApiException.constraint("'{}'", "requestItems",
                    "Member must have length greater than or equal to 1");
        }
        List<Request> requests = new ArrayList<>();
        tables.forEach((name, request) -> requests.add(read(TableNames.require("TableName", name), request)));
        if (requests.stream().mapToInt(request -> request.keys().size()).sum() > KEYS_MAX) {
            throw ApiException.validation("Too many items requested for the BatchGetItem call");
        }
        params.refuseOthers();
        return answer(requests, report);
    }

    private Request read(String tableName, Params request) {
        RequestExpressions expressions = RequestExpressions.of(request, ExpressionKind.PROJECTION);
        Optional<Projection> projection = expressions.projection();
        expressions.finish();
        boolean consistent = request.isSet("ConsistentRead");
        List<Item> keys = request.required("Keys", request.objects("Keys")).stream()
                .map(key -> ValueCodec.readItem(key.whole())).toList();
        if (keys.isEmpty()) {
            throw ApiException.constraint("'[]'", "requestItems." + tableName + ".member.keys",
                    "Member must have length greater than or equal to 1");
        }
        Table table = database.table(tableName);
        projection.ifPresent(present -> ItemRules.refuseKeyPaths(table, present.paths().stream()));
        List<Position> positions = keys.stream().map(key -> ItemRules.keyPosition(table, key)).toList();
        Set<Position> distinct = new HashSet<>(positions);
        if (distinct.size() < positions.size()) {
            throw ApiException.validation("Provided list of item keys contains duplicates");
        }
        return new Request(table, request.json(), keys, positions, consistent, projection);
    }

    private static Json.Obj answer(List<Request> requests, Capacity.Report report) {
        JsonObject responses = new JsonObject();
        JsonObject unprocessed = new JsonObject();
        List<Capacity> capacities = new ArrayList<>();
        long room = ANSWER_MAX_BYTES;
        for (Request request : requests) {
            List<Json> found = new ArrayList<>();
            List<Json> left = new ArrayList<>();
            double units = 0;
            for (int i = 0; i < request.keys().size(); i++) {
                Optional<Item> item = request.table().get(request.positions().get(i));
                int size = item.map(Item::sizeBytes).orElse(0);
                if (size > room) {
                    left.add(ValueCodec.write(request.keys().get(i)));
                    continue;
                }
                room -= size;
                units += Capacity.readUnits(size, request.consistent());
                item.map(present -> request.projection().map(projection -> projection.of(present)).orElse(present))
                        .map(ValueCodec::write).ifPresent(found::add);
            }
            String name = request.table().name();
            responses.put(name, found);
            if (!left.isEmpty()) {
                JsonObject again = new JsonObject();
                request.asked().members().forEach(again::put);
                unprocessed.put(name, again.put("Keys", left).build());
            }
            capacities.add(new Capacity(name, units, Map.of()));
        }
        return new JsonObject().put("Responses", responses.build()).put("UnprocessedKeys", unprocessed.build())
                .putPresent("ConsumedCapacity", Capacity.jsonList(capacities, report)).build();
    }
}
