package dev.headgate.dynamodbemulator.operation;

import dev.headgate.dynamodbemulator.error.ApiException;
import dev.headgate.dynamodbemulator.expression.ExpressionKind;
import dev.headgate.dynamodbemulator.json.Json;
import dev.headgate.dynamodbemulator.table.Database;
import dev.headgate.dynamodbemulator.table.Position;
import dev.headgate.dynamodbemulator.value.Item;
import java.math.BigInteger;
import java.util.Optional;
import java.util.concurrent.ConcurrentNavigableMap;

/// Reads all items of a table or index, or of one of up to a million segments of it. Source: DynamoDB API reference,
/// Scan.
final class Scan implements Operation {
    private static final int SEGMENTS_MAX = 1_000_000;

    private final Database database;

    Scan(Database database) {
        this.database = database;
    }

    /// A part of the hash space.
    private record Segment(int number, int total) {
        static final Segment WHOLE = new Segment(0, 1);

        Optional<Position> low() {
            return bound(number);
        }

        Optional<Position> high() {
            return bound(number + 1);
        }

        /// Where the hashes of a segment begin: its share of 2^64.
        private Optional<Position> bound(int segment) {
            if (segment == 0 || segment == total) {
                return Optional.empty();
            }
            BigInteger hash = BigInteger.ONE.shiftLeft(Long.SIZE).multiply(BigInteger.valueOf(segment))
                    .divide(BigInteger.valueOf(total));
            return Optional.of(Position.atHash(hash.longValue()));
        }
    }

    @Override
    public Json.Obj apply(Params params) {
        RequestExpressions expressions = RequestExpressions.of(params, ExpressionKind.FILTER,
                ExpressionKind.PROJECTION);
        Segment segment = segment(params);
        ReadParams read = ReadParams.read(params, database, expressions);
        expressions.finish();
        params.refuseOthers();
        ConcurrentNavigableMap<Position, Item> items = read.source().range(segment.low(), segment.high());
        Optional<Position> start = ReadPage.start(read);
        if (start.isPresent()) {
            items = items.tailMap(within(segment, start.get()), false);
        }
        Json.Obj page = ReadPage.read(read, items.values());
        // Afterwards: what has expired may still be seen until then, as with DynamoDB.
        database.sweep(read.table());
        return page;
    }

    private static Segment segment(Params params) {
        Optional<Integer> total = params.integer("TotalSegments", 1, SEGMENTS_MAX);
        Optional<Integer> number = params.integer("Segment", 0, SEGMENTS_MAX - 1);
        if (total.isEmpty() && number.isEmpty()) {
            return Segment.WHOLE;
        }
        if (number.isEmpty()) {
            throw ApiException
                    .validation(
                            "The Segment parameter is required but was not present in the request when TotalSegments "
                                    + "parameter is present");
        }
        if (total.isEmpty()) {
            throw ApiException
                    .validation(
                            "The TotalSegments parameter is required but was not present in the request when Segment "
                                    + "parameter is present");
        }
        if (number.get() >= total.get()) {
            throw ApiException.validation("The Segment parameter is zero-based and must be less than parameter "
                    + "TotalSegments: Segment: " + number.get() + " is not less than TotalSegments: " + total.get());
        }
        return new Segment(number.get(), total.get());
    }

    private static Position within(Segment segment, Position start) {
        boolean inside = segment.low().map(low -> start.compareTo(low) > 0).orElse(true)
                && segment.high().map(high -> start.compareTo(high) < 0).orElse(true);
        if (!inside) {
            throw ApiException.validation("The provided starting key is invalid: Invalid ExclusiveStartKey. Please use "
                    + "ExclusiveStartKey with correct Segment. TotalSegments: " + segment.total() + " Segment: "
                    + segment.number());
        }
        return start;
    }
}
