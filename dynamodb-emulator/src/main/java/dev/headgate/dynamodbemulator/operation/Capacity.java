package dev.headgate.dynamodbemulator.operation;

import dev.headgate.dynamodbemulator.json.Json;
import dev.headgate.dynamodbemulator.json.JsonObject;
import dev.headgate.dynamodbemulator.table.Change;
import dev.headgate.dynamodbemulator.table.ItemIndex;
import dev.headgate.dynamodbemulator.table.Table;
import dev.headgate.dynamodbemulator.value.Item;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Capacity units an operation used at one table and its indexes. Source: DynamoDB developer guide, "DynamoDB read and
/// write operations": a read unit is 4 KB read consistently, half a unit eventually; a write unit is 1 KB; transactions
/// count double.
///
/// @param tableUnits at the table itself
/// @param indexUnits at the indexes used, by name
record Capacity(String tableName, double tableUnits, Map<String, Double> indexUnits) {
    private static final int READ_UNIT_BYTES = 4096;
    private static final int WRITE_UNIT_BYTES = 1024;

    /// How much a client wants to hear of it.
    enum Report {
        INDEXES, TOTAL, NONE
    }

    Capacity {
        indexUnits = Map.copyOf(indexUnits);
    }

    /// The units for reading a number of bytes in one go; reading nothing takes a minimum too.
    static double readUnits(long bytes, boolean consistent) {
        long units = Math.max(1, ceilingUnits(bytes, READ_UNIT_BYTES));
        return consistent ? units : units / 2.0;
    }

    private static long ceilingUnits(long bytes, int unit) {
        return Math.ceilDiv(bytes, unit);
    }

    private static long writeUnits(Item item) {
        return Math.max(1, ceilingUnits(item.sizeBytes(), WRITE_UNIT_BYTES));
    }

    /// The units of a change: the larger of the item before and after, and what each index's entry takes.
    static Capacity ofWrite(Change change) {
        long table = Math.max(1, Math.max(change.before().map(Capacity::writeUnits).orElse(1L),
                change.after().map(Capacity::writeUnits).orElse(1L)));
        Map<String, Double> indexes = new LinkedHashMap<>();
        Table at = change.table();
        at.definition().indexes().forEach(index -> {
            long units = indexUnits(at.index(index.name()), change);
            if (units > 0) {
                indexes.put(index.name(), (double) units);
            }
        });
        return new Capacity(at.name(), table, indexes);
    }

    /// An entry that moves is deleted and put; one that stays the same costs nothing.
    private static long indexUnits(ItemIndex index, Change change) {
        Optional<ItemIndex.Entry> before = change.before().flatMap(index::entry);
        Optional<ItemIndex.Entry> after = change.after().flatMap(index::entry);
        if (before.equals(after)) {
            return 0;
        }
        long old = before.map(entry -> writeUnits(entry.item())).orElse(0L);
        long now = after.map(entry -> writeUnits(entry.item())).orElse(0L);
        boolean stays = before.map(ItemIndex.Entry::position).equals(after.map(ItemIndex.Entry::position));
        return stays ? Math.max(old, now) : old + now;
    }

    Capacity plus(Capacity other) {
        Map<String, Double> sum = new LinkedHashMap<>(indexUnits);
        other.indexUnits.forEach((name, units) -> sum.merge(name, units, Double::sum));
        return new Capacity(tableName, tableUnits + other.tableUnits, sum);
    }

    /// What the same costs inside a transaction.
    Capacity doubled() {
        return plus(this);
    }

    /// The `ConsumedCapacity` of an answer.
    Optional<Json> json(Report report) {
        return json(report, Optional.empty());
    }

    /// @param kind `ReadCapacityUnits` or `WriteCapacityUnits`
    private Optional<Json> json(Report report, Optional<String> kind) {
        double total = tableUnits + indexUnits.values().stream().mapToDouble(Double::doubleValue).sum();
        JsonObject json = units(total, kind).put("TableName", tableName);
        return switch (report) {
            case NONE -> Optional.empty();
            case TOTAL -> Optional.of(json.build());
            case INDEXES -> {
                json.put("Table", units(tableUnits, kind).build());
                if (!indexUnits.isEmpty()) {
                    JsonObject indexes = new JsonObject();
                    indexUnits.forEach((name, units) -> indexes.put(name, units(units, kind).build()));
                    json.put("GlobalSecondaryIndexes", indexes.build());
                }
                yield Optional.of(json.build());
            }
        };
    }

    /// The `ConsumedCapacity` of an operation on several tables.
    static Optional<Json> jsonList(Collection<Capacity> capacities, Report report) {
        return jsonList(capacities, report, Optional.empty());
    }

    /// The same of a transaction, whose answer says too of what kind the units are.
    static Optional<Json> jsonList(Collection<Capacity> capacities, Report report, Optional<String> kind) {
        List<Json> list = capacities.stream().flatMap(capacity -> capacity.json(report, kind).stream()).toList();
        return list.isEmpty() ? Optional.empty() : Optional.of(new Json.Arr(list));
    }

    private static JsonObject units(double units, Optional<String> kind) {
        JsonObject json = new JsonObject().put("CapacityUnits", units);
        kind.ifPresent(name -> json.put(name, units));
        return json;
    }
}
