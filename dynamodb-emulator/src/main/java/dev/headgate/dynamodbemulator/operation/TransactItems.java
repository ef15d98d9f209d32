package dev.headgate.dynamodbemulator.operation;

import dev.headgate.dynamodbemulator.error.ApiException;
import dev.headgate.dynamodbemulator.table.Position;
import dev.headgate.dynamodbemulator.table.Table;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/// The list both kinds of transactions take. Source: DynamoDB developer guide, "Managing complex workflows with DynamoDB
/// transactions".
final class TransactItems {
    private static final int COUNT_MAX = 100;

    private TransactItems() {}

    static <T> List<T> read(Params params, Function<Params, T> entryReader) {
        List<Params> entries = params.required("TransactItems", params.objects("TransactItems"));
        if (entries.isEmpty()) {
            throw ApiException.constraint("'[]'", "transactItems",
                    "Member must have length greater than or equal to 1");
        }
        if (entries.size() > COUNT_MAX) {
            throw ApiException.validation("1 validation error detected: Value at 'transactItems' failed to satisfy "
                    + "constraint: Member must have length less than or equal to " + COUNT_MAX);
        }
        return entries.stream().map(entryReader).toList();
    }

    static void refuseRepeated(List<Map.Entry<Table, Position>> items) {
        if (new HashSet<>(items).size() < items.size()) {
            throw ApiException.validation("Transaction request cannot include multiple operations on one item");
        }
    }
}
