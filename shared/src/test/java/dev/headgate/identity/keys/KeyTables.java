package dev.headgate.identity.keys;

import dev.headgate.dynamodbemulator.EmbeddedDynamoDb;
import dev.headgate.model.Consumer;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// An embedded DynamoDB with as many tables of keys as a test wants, a clock that tests set, and a record of what was
/// asked.
final class KeyTables implements AutoCloseable {
    static final Instant BEGIN = Instant.parse("2026-11-25T10:20:30.123Z");

    private final EmbeddedDynamoDb dynamoDb;
    private final DynamoDbClient client;
    private final List<String> calls = Collections.synchronizedList(new ArrayList<>());
    private final AtomicInteger tables = new AtomicInteger();
    private volatile Instant now = BEGIN;

    KeyTables() {
        try {
            dynamoDb = EmbeddedDynamoDb.start(0);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        client = DynamoDbClient.builder().region(Region.US_EAST_1).endpointOverride(dynamoDb.endpoint())
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("id", "secret")))
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .overrideConfiguration(override -> override.retryStrategy(AwsRetryStrategy.doNotRetry())
                        .addExecutionInterceptor(new Recorder()))
                .build();
    }

    EmbeddedDynamoDb dynamoDb() {
        return dynamoDb;
    }

    DynamoDbClient client() {
        return client;
    }

    InstantSource clock() {
        return () -> now;
    }

    void passes(Duration time) {
        now = now.plus(time);
    }

    /// A new and empty table; time begins anew.
    String table() {
        String table = "keys-" + tables.incrementAndGet();
        client.createTable(KeyTable.create(table));
        calls.clear();
        now = BEGIN;
        return table;
    }

    KeyStore store(String table) {
        return new KeyStore(client, table, clock(), new SplittableRandom(7));
    }

    /// Writes a consumer as an import does.
    void putConsumer(String table, Consumer consumer) {
        client.putItem(put -> put.tableName(table).item(ConsumerItem.of(consumer)));
        if (!consumer.customId().isEmpty()) {
            client.putItem(put -> put.tableName(table).item(ConsumerItem.pointer(consumer)));
        }
        calls.clear();
    }

    /// All items of a table.
    List<Map<String, AttributeValue>> items(String table) {
        List<Map<String, AttributeValue>> items = client.scanPaginator(scan -> scan.tableName(table)).items().stream()
                .toList();
        calls.clear();
        return items;
    }

    /// What was asked of DynamoDB since the last time.
    List<String> calls() {
        List<String> since = List.copyOf(calls);
        calls.clear();
        return since;
    }

    @Override
    public void close() {
        client.close();
        dynamoDb.close();
    }

    private final class Recorder implements ExecutionInterceptor {
        @Override
        public void beforeTransmission(Context.BeforeTransmission context, ExecutionAttributes attributes) {
            calls.add(context.request().getClass().getSimpleName().replace("Request", ""));
        }
    }
}
