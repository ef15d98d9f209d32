package dev.headgate.benchmarks.ratelimit;

import dev.headgate.ratelimit.Limit;
import dev.headgate.ratelimit.TimeWindow;
import dev.headgate.ratelimit.dynamodb.CounterTable;
import java.time.InstantSource;
import java.util.Map;
import java.util.function.Function;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

/// What most examples do: an item for each client and window, `ADD` without a condition for every request, and a look at
/// the count that comes back. Several limits are as many items.
record PlainAdd() implements Design {
    @Override
    public String name() {
        return "plain `ADD`";
    }

    @Override
    public Function<InstantSource, Limiter> limiters(World world) {
        Scenario scenario = world.scenario();
        return _ -> (client, now) -> {
            boolean hasRoom = true;
            try {
                for (Limit limit : scenario.limits()) {
                    hasRoom &= count(world.dynamoDb(), client, limit.window(now)) <= limit.count();
                }
                return hasRoom ? Decision.ADMITTED : Decision.REFUSED;
            } catch (SdkException _) {
                return scenario.onFailure().decision();
            }
        };
    }

    private static long count(DynamoDbClient dynamoDb, String client, TimeWindow window) {
        String key = client + "#" + window.span() + "#" + window.index();
        return Long.parseLong(dynamoDb
                .updateItem(UpdateItemRequest.builder().tableName(Table.NAME)
                        .key(Map.of(CounterTable.PARTITION_KEY, AttributeValue.fromS(key)))
                        .updateExpression("ADD used :one")
                        .expressionAttributeValues(Map.of(":one", AttributeValue.fromN("1")))
                        .returnValues(ReturnValue.UPDATED_NEW).build())
                .attributes().get("used").n());
    }
}
