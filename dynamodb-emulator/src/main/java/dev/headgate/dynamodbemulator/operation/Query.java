package dev.headgate.dynamodbemulator.operation;

import dev.headgate.dynamodbemulator.error.ApiException;
import dev.headgate.dynamodbemulator.expression.Condition;
import dev.headgate.dynamodbemulator.expression.DocumentPath;
import dev.headgate.dynamodbemulator.expression.ExpressionKind;
import dev.headgate.dynamodbemulator.expression.KeyTest;
import dev.headgate.dynamodbemulator.json.Json;
import dev.headgate.dynamodbemulator.table.Database;
import dev.headgate.dynamodbemulator.table.KeySchema;
import dev.headgate.dynamodbemulator.table.Position;
import dev.headgate.dynamodbemulator.value.Item;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentNavigableMap;

/// Reads the items of one partition in the order of their sort keys. Source: DynamoDB API reference, Query.
final class Query implements Operation {
    private final Database database;

    Query(Database database) {
        this.database = database;
    }

    @Override
    public Json.Obj apply(Params params) {
        RequestExpressions expressions = RequestExpressions.of(params, ExpressionKind.FILTER,
                ExpressionKind.KEY_CONDITION, ExpressionKind.PROJECTION);
        boolean forward = params.flag("ScanIndexForward").orElse(true);
        Map<String, KeyTest> tests = expressions.keyConditions().orElseThrow(() -> ApiException.validation(
                "Either the KeyConditions or KeyConditionExpression parameter must be specified in the request."));
        ReadParams read = ReadParams.read(params, database, expressions);
        expressions.finish();
        params.refuseOthers();
        KeySchema key = read.source().key();
        refuseKeysInFilter(key, read.filter());
        KeyRange range = KeyRange.of(key, tests);
        ConcurrentNavigableMap<Position, Item> items = read.source().range(Optional.of(range.low()),
                Optional.of(range.high()));
        if (!forward) {
            items = items.descendingMap();
        }
        Optional<Position> start = ReadPage.start(read);
        if (start.isPresent()) {
            items = items.tailMap(range.within(start.get()), false);
        }
        return ReadPage.read(read, items.values());
    }

    private static void refuseKeysInFilter(KeySchema key, Optional<Condition> filter) {
        filter.stream().flatMap(Condition::paths).map(DocumentPath::head).filter(key::contains).findFirst()
                .ifPresent(name -> {
                    throw ApiException.validation("Filter Expression can only contain non-primary key attributes: "
                            + "Primary key attribute: " + name);
                });
    }
}
