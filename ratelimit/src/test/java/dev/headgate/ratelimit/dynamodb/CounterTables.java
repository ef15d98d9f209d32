package dev.headgate.ratelimit.dynamodb;

import dev.headgate.dynamodbemulator.EmbeddedDynamoDb;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// An embedded DynamoDB with as many tables of counters as a test wants, and a record of what was asked of it.
final class CounterTables implements AutoCloseable {
    /// Long enough for the slowest machine.
    private static final Duration PATIENT = Duration.ofSeconds(30);

    private final EmbeddedDynamoDb dynamoDb;
    private final DynamoDbClient client;
    private final List<String> calls = Collections.synchronizedList(new ArrayList<>());
    private final AtomicInteger tables = new AtomicInteger();

    CounterTables() {
        try {
            dynamoDb = EmbeddedDynamoDb.start(0);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        client = client(PATIENT);
    }

    EmbeddedDynamoDb dynamoDb() {
        return dynamoDb;
    }

    /// A client for counting with this time limit.
    DynamoDbClient client(Duration timeLimit) {
        return client(timeLimit, dynamoDb.endpoint());
    }

    /// The same over another way.
    DynamoDbClient client(Duration timeLimit, URI endpoint) {
        return client(timeLimit, endpoint, calls::add);
    }

    /// A client for counting.
    ///
    /// @param called takes the name of each operation when it is called
    static DynamoDbClient client(Duration timeLimit, URI endpoint, Consumer<String> called) {
        return CountingClient.of(DynamoDbClient.builder().region(Region.US_EAST_1).endpointOverride(endpoint)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("id", "secret")))
                .overrideConfiguration(override -> override.addExecutionInterceptor(new Recorder(called))), timeLimit);
    }

    DynamoDbClient client() {
        return client;
    }

    /// A new and empty table.
    String table() {
        String table = "counters-" + tables.incrementAndGet();
        client.createTable(CounterTable.create(table));
        calls.clear();
        return table;
    }

    /// One more environment that counts in a table, with nothing in its memory.
    DynamoDbCounterStore environment(String table) {
        return new DynamoDbCounterStore(client, table);
    }

    /// What was asked of DynamoDB since the last time.
    List<String> calls() {
        List<String> since = List.copyOf(calls);
        calls.clear();
        return since;
    }

    /// The one item of a table.
    Map<String, AttributeValue> item(String table) {
        List<Map<String, AttributeValue>> items = items(table);
        if (items.size() != 1) {
            throw new AssertionError(items.size() + " items, not one");
        }
        return items.getFirst();
    }

    /// The one item of a table, or nothing where it is empty.
    Map<String, AttributeValue> itemOrNone(String table) {
        List<Map<String, AttributeValue>> items = items(table);
        return items.isEmpty() ? Map.of() : items.getFirst();
    }

    private List<Map<String, AttributeValue>> items(String table) {
        List<Map<String, AttributeValue>> items = client.scan(scan -> scan.tableName(table)).items();
        calls.clear();
        return items;
    }

    @Override
    public void close() {
        client.close();
        dynamoDb.close();
    }

    private record Recorder(Consumer<String> called) implements ExecutionInterceptor {
        /// Runs for every attempt, also for those that the SDK makes by itself.
        @Override
        public void beforeTransmission(Context.BeforeTransmission context, ExecutionAttributes attributes) {
            called.accept(context.request().getClass().getSimpleName().replace("Request", ""));
        }
    }
}
