package dev.headgate.dynamodbemulator.operation;

import dev.headgate.dynamodbemulator.error.ApiException;
import dev.headgate.dynamodbemulator.error.ErrorType;
import dev.headgate.dynamodbemulator.json.Json;
import dev.headgate.dynamodbemulator.json.JsonObject;
import dev.headgate.dynamodbemulator.table.Change;
import dev.headgate.dynamodbemulator.table.Database;
import dev.headgate.dynamodbemulator.table.Table;
import dev.headgate.dynamodbemulator.value.Item;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/// Up to 100 writes of different items, of which all happen or none. A client's token makes a repeated request change
/// nothing for ten minutes. Source: DynamoDB API reference, TransactWriteItems.
final class TransactWriteItems implements Operation {
    private static final int BYTES_MAX = 4 * 1024 * 1024;

    private final Database database;
    private final Map<String, Function<Params, ItemWrite>> kinds;
    private final ClientTokens tokens;

    TransactWriteItems(Database database, InstantSource clock) {
        this.database = database;
        this.tokens = new ClientTokens(clock);
        ItemWriteReader reader = new ItemWriteReader(database);
        this.kinds = Map.of("ConditionCheck", reader::check, "Delete", reader::delete, "Put", reader::put, "Update",
                reader::update);
    }

    @Override
    public Json.Obj apply(Params params) {
        Capacity.Report report = CommonParams.capacityReport(params);
        CommonParams.refuseItemCollectionMetrics(params);
        Optional<String> token = params.string("ClientRequestToken").map(ClientTokens::require);
        List<ItemWrite> writes = TransactItems.read(params, this::write);
        params.refuseOthers();
        TransactItems.refuseRepeated(writes.stream().map(write -> Map.entry(write.table(), write.position())).toList());
        return token
                .map(present -> tokens.once(present, params.json(), () -> write(writes, report),
                        () -> repeated(writes, report)))
                .orElseGet(() -> write(writes, report));
    }

    private ItemWrite write(Params entry) {
        List<ItemWrite> given = new ArrayList<>();
        kinds.forEach((kind, reader) -> entry.object(kind).ifPresent(write -> given.add(reader.apply(write))));
        if (given.size() != 1) {
            throw ApiException.validation(
                    "TransactItems can only contain one of Check, Put, Update or Delete");
        }
        return given.getFirst();
    }

    private Json.Obj write(List<ItemWrite> writes, Capacity.Report report) {
        Set<Table> tables = writes.stream().map(ItemWrite::table).collect(Collectors.toSet());
        List<Change> changes = database.atomically(tables, () -> {
            List<Change> decided = decide(writes);
            database.commit(decided);
            return decided;
        });
        Map<String, Capacity> capacities = new LinkedHashMap<>();
        changes.forEach(change -> capacities.merge(change.table().name(), Capacity.ofWrite(change).doubled(),
                Capacity::plus));
        return answer(capacities, report, "WriteCapacityUnits");
    }

    /// All changes, or an error that has a reason for each write in order, `None` where it is not to blame.
    private static List<Change> decide(List<ItemWrite> writes) {
        List<Change> changes = new ArrayList<>();
        List<CancellationReason> reasons = new ArrayList<>();
        for (ItemWrite write : writes) {
            try {
                changes.add(write.decide());
                reasons.add(CancellationReason.NONE);
            } catch (ApiException e) {
                reasons.add(CancellationReason.of(e));
            }
        }
        if (changes.size() < writes.size()) {
            throw CancellationReason.cancelled(reasons);
        }
        requireSize(changes);
        return changes;
    }

    private static void requireSize(List<Change> changes) {
        long bytes = changes.stream().flatMap(change -> change.after().stream()).mapToLong(Item::sizeBytes).sum();
        if (bytes > BYTES_MAX) {
            throw new ApiException(ErrorType.VALIDATION,
                    "Transaction request cannot be larger than 4 MB: the items written have " + bytes + " bytes");
        }
    }

    /// The answer to a request already carried out: it costs the reading of the items.
    private static Json.Obj repeated(List<ItemWrite> writes, Capacity.Report report) {
        Map<String, Capacity> capacities = new LinkedHashMap<>();
        for (ItemWrite write : writes) {
            int bytes = write.table().get(write.position()).map(Item::sizeBytes).orElse(0);
            Capacity capacity = new Capacity(write.table().name(), Capacity.readUnits(bytes, true), Map.of());
            capacities.merge(write.table().name(), capacity.doubled(), Capacity::plus);
        }
        return answer(capacities, report, "ReadCapacityUnits");
    }

    private static Json.Obj answer(Map<String, Capacity> capacities, Capacity.Report report, String unitKind) {
        return new JsonObject()
                .putPresent("ConsumedCapacity", Capacity.jsonList(capacities.values(), report, Optional.of(unitKind)))
                .build();
    }
}
