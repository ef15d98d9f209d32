package dev.headgate.benchmarks.ratelimit;

import dev.headgate.dynamodbemulator.error.ApiException;
import dev.headgate.dynamodbemulator.error.ErrorType;
import dev.headgate.dynamodbemulator.json.Json;
import dev.headgate.dynamodbemulator.operation.Operations;
import dev.headgate.dynamodbemulator.table.Database;
import dev.headgate.dynamodbemulator.table.Journal;
import dev.headgate.dynamodbemulator.value.ValueCodec;
import dev.headgate.ratelimit.dynamodb.CounterTable;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// A table of the embedded DynamoDB's engine, with what an item can bear: DynamoDB throttles an item above 1,000 write
/// units or 3,000 read units a second, whatever the table may take. A second's worth that was not used can be used at
/// once. A write whose condition fails costs what the item's size costs, a throttled one nothing.
///
/// Source: DynamoDB developer guide, "Best practices for designing and using partition keys effectively", "DynamoDB
/// read and write operations".
final class Table {
    static final String NAME = "counters";

    private static final double WRITE_UNITS_PER_SECOND = 1_000;
    private static final double READ_UNITS_PER_SECOND = 3_000;
    private static final double WRITE_UNIT_BYTES = 1_024;

    private final Operations operations;
    private final Faults faults;
    private final Map<Json, Bucket> writing = new HashMap<>();
    private final Map<Json, Bucket> reading = new HashMap<>();
    private long writes;
    private long reads;
    private long throttledCalls;
    private double writeUnits;
    private double readUnits;

    Table(Faults faults, Instant beginning) {
        this.faults = faults;
        // Nothing in a counter's life depends on the table's clock but the time to live, which is switched off.
        operations = new Operations(new Database(() -> beginning, Journal.NONE), () -> beginning);
        operations.run("CreateTable", SdkJson.of(CounterTable.create(NAME)));
    }

    /// What DynamoDB answers.
    sealed interface Answer {}

    record Done(Json.Obj body) implements Answer {}

    /// A condition did not hold.
    ///
    /// @param item as it stands, where that was asked for and there is one
    record ConditionFailed(Optional<Json> item) implements Answer {}

    record Throttled() implements Answer {}

    /// Carries a call out.
    Answer run(String operation, Json.Obj request, long nowNanos) {
        boolean isRead = operation.equals("GetItem");
        Json key = operation.equals("PutItem") ? key(request) : request.members().get("Key");
        Bucket bucket = isRead
                ? reading.computeIfAbsent(key, _ -> new Bucket(READ_UNITS_PER_SECOND, READ_UNITS_PER_SECOND))
                : writing.computeIfAbsent(key, _ -> new Bucket(WRITE_UNITS_PER_SECOND, WRITE_UNITS_PER_SECOND));
        if (faults.throttles(nowNanos) || !bucket.has(1, nowNanos)) {
            throttledCalls++;
            return new Throttled();
        }
        Answer answer;
        double units;
        try {
            Json.Obj body = operations.run(operation, withCapacity(request));
            units = units(body);
            answer = new Done(body);
        } catch (ApiException e) {
            if (e.type() != ErrorType.CONDITIONAL_CHECK_FAILED) {
                throw e;
            }
            Optional<Json> item = Optional.ofNullable(e.details().get("Item"));
            units = item.map(Table::writeUnits).orElse(1.0);
            answer = new ConditionFailed(item);
        }
        bucket.take(units);
        if (isRead) {
            reads++;
            readUnits += units;
        } else {
            writes++;
            writeUnits += units;
        }
        return answer;
    }

    private static Json key(Json.Obj put) {
        Json key = ((Json.Obj) put.members().get("Item")).members().get(CounterTable.PARTITION_KEY);
        return new Json.Obj(Map.of(CounterTable.PARTITION_KEY, key));
    }

    private static Json.Obj withCapacity(Json.Obj request) {
        Map<String, Json> members = new LinkedHashMap<>(request.members());
        members.put("ReturnConsumedCapacity", new Json.Str("TOTAL"));
        return new Json.Obj(members);
    }

    private static double units(Json.Obj answer) {
        Json.Obj capacity = (Json.Obj) answer.members().get("ConsumedCapacity");
        return ((Json.Num) capacity.members().get("CapacityUnits")).value().doubleValue();
    }

    private static double writeUnits(Json item) {
        return Math.max(1, Math.ceil(ValueCodec.readItem(item).sizeBytes() / WRITE_UNIT_BYTES));
    }

    long writes() {
        return writes;
    }

    long reads() {
        return reads;
    }

    long throttledCalls() {
        return throttledCalls;
    }

    double writeUnits() {
        return writeUnits;
    }

    double readUnits() {
        return readUnits;
    }
}
