package dev.headgate.benchmarks.ratelimit;

import dev.headgate.ratelimit.Limit;
import dev.headgate.ratelimit.dynamodb.CounterTable;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;

/// A token bucket that is read, changed and written back on condition that nobody else has written meanwhile, again and
/// again until that is so: Bucket4j's way with stores that only know compare and swap
/// (`AbstractCompareAndSwapBasedProxyManager`, which by default repeats without end and without a pause). A request for
/// which there is no token writes nothing. As large as the limit, filled evenly over its span. One limit only, the first.
record SwappedBucket() implements Design {
    private static final double MICRO = 1e6;

    @Override
    public String name() {
        return "compare and swap";
    }

    @Override
    public Oracle oracle(Scenario scenario) {
        Map<String, Bucket> buckets = new HashMap<>();
        return new RuleOracle((client, _, askedNanos) -> buckets
                .computeIfAbsent(client, _ -> bucket(scenario.limits().getFirst())).tryTake(askedNanos));
    }

    static Bucket bucket(Limit limit) {
        return new Bucket(limit.count(), limit.count() / seconds(limit));
    }

    static double seconds(Limit limit) {
        return Duration.between(limit.span().start(0), limit.span().start(1)).toSeconds();
    }

    @Override
    public Function<InstantSource, Limiter> limiters(World world) {
        Limit limit = world.scenario().limits().getFirst();
        return _ -> (client, now) -> {
            try {
                return take(world.dynamoDb(), client, limit, now);
            } catch (SdkException _) {
                return world.scenario().onFailure().decision();
            }
        };
    }

    private static Decision take(DynamoDbClient dynamoDb, String client, Limit limit, Instant now) {
        Map<String, AttributeValue> key = Map.of(CounterTable.PARTITION_KEY, AttributeValue.fromS(client));
        while (true) {
            Map<String, AttributeValue> item = dynamoDb.getItem(GetItemRequest.builder().tableName(Table.NAME).key(key)
                    .consistentRead(true).build()).item();
            double tokens = tokens(item, limit, now);
            if (tokens < 1) {
                return Decision.REFUSED;
            }
            try {
                dynamoDb.putItem(swap(key, item, tokens - 1, now));
                return Decision.ADMITTED;
            } catch (ConditionalCheckFailedException _) {
                // Somebody was quicker; look again.
            }
        }
    }

    private static double tokens(Map<String, AttributeValue> item, Limit limit, Instant now) {
        if (item.isEmpty()) {
            return limit.count();
        }
        long passedMillis = Math.max(0, now.toEpochMilli() - Long.parseLong(item.get("at").n()));
        return Math.min((double) limit.count(), Long.parseLong(item.get("tokens").n()) / MICRO
                + passedMillis / 1e3 * limit.count() / seconds(limit));
    }

    private static PutItemRequest swap(Map<String, AttributeValue> key, Map<String, AttributeValue> read, double tokens,
            Instant now) {
        long version = read.isEmpty() ? 0 : Long.parseLong(read.get("version").n());
        long at = read.isEmpty() ? 0 : Long.parseLong(read.get("at").n());
        Map<String, AttributeValue> item = new HashMap<>(key);
        item.put("tokens", number((long) (tokens * MICRO)));
        item.put("at", number(Math.max(at, now.toEpochMilli())));
        item.put("version", number(version + 1));
        PutItemRequest.Builder put = PutItemRequest.builder().tableName(Table.NAME).item(item);
        return read.isEmpty()
                ? put.conditionExpression("attribute_not_exists(version)").build()
                : put.conditionExpression("version = :read")
                        .expressionAttributeValues(Map.of(":read", number(version))).build();
    }

    private static AttributeValue number(long number) {
        return AttributeValue.fromN(Long.toString(number));
    }
}
