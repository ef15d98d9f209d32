package dev.headgate.dynamodbemulator;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.DefaultRetryStrategy;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ProjectionType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;

/// An endpoint in memory for a test class, and a real SDK client that never retries.
final class Endpoint implements BeforeAllCallback, AfterAllCallback {
    private final AtomicInteger tables = new AtomicInteger();
    private EmbeddedDynamoDb server;
    private DynamoDbClient client;

    @Override
    public void beforeAll(ExtensionContext context) {
        try {
            server = EmbeddedDynamoDb.start(0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        client = client(server.endpoint());
    }

    @Override
    public void afterAll(ExtensionContext context) {
        client.close();
        server.close();
    }

    DynamoDbClient client() {
        return client;
    }

    EmbeddedDynamoDb server() {
        return server;
    }

    static DynamoDbClient client(URI endpoint) {
        return DynamoDbClient.builder().endpointOverride(endpoint).region(Region.EU_CENTRAL_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("any", "any")))
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .overrideConfiguration(config -> config.retryStrategy(DefaultRetryStrategy.doNotRetry())).build();
    }

    /// A new table with string partition key `pk`.
    String table() {
        return table("pk:S");
    }

    /// A new table with a key such as `pk:S, sk:N`.
    String table(String key) {
        return create(definition(key, ""));
    }

    /// A new table, named here.
    String create(CreateTableRequest.Builder definition) {
        String name = "table-" + tables.incrementAndGet();
        client.createTable(definition.tableName(name).build());
        return name;
    }

    /// The definition of a table with a key such as `pk:S, sk:N`.
    static CreateTableRequest.Builder named(String name, String key) {
        return definition(key, "").tableName(name);
    }

    /// A table's definition.
    ///
    /// @param indexAttributes further attributes that indexes have as keys, written like the key
    static CreateTableRequest.Builder definition(String key, String indexAttributes) {
        List<String> keys = List.of(key.split(", "));
        Stream<String> others = Stream.of(indexAttributes.split(", ")).filter(attribute -> !attribute.isEmpty());
        return CreateTableRequest.builder().billingMode(BillingMode.PAY_PER_REQUEST)
                .attributeDefinitions(Stream.concat(keys.stream(), others).map(Endpoint::attribute).toList())
                .keySchema(keySchema(keys.stream().map(attribute -> attribute.split(":")[0]).toList()));
    }

    private static AttributeDefinition attribute(String nameAndType) {
        String[] parts = nameAndType.split(":");
        return AttributeDefinition.builder().attributeName(parts[0])
                .attributeType(ScalarAttributeType.fromValue(parts[1])).build();
    }

    private static List<KeySchemaElement> keySchema(List<String> names) {
        return IntStream.range(0, names.size()).mapToObj(i -> KeySchemaElement.builder().attributeName(names.get(i))
                .keyType(i == 0 ? KeyType.HASH : KeyType.RANGE).build()).toList();
    }

    /// A global secondary index with a key such as `a, b`.
    static GlobalSecondaryIndex index(String name, String key, ProjectionType projection, String... attributes) {
        return GlobalSecondaryIndex.builder().indexName(name).keySchema(keySchema(List.of(key.split(", "))))
                .projection(kind -> kind.projectionType(projection)
                        .nonKeyAttributes(attributes.length == 0 ? null : List.of(attributes)))
                .build();
    }

    /// Puts an item written in [Notation].
    void put(String table, String item) {
        client.putItem(request -> request.tableName(table).item(Notation.item(item)));
    }

    /// The item with that key, in [Notation]; `{}` where there is none.
    String get(String table, String key) {
        Map<String, AttributeValue> item = client
                .getItem(request -> request.tableName(table).key(Notation.item(key)).consistentRead(true)).item();
        return Notation.text(item);
    }

    /// What a call fails with, as `Type: message`.
    String errorOf(Runnable call) {
        try {
            call.run();
        } catch (DynamoDbException e) {
            return e.awsErrorDetails().errorCode() + ": " + e.awsErrorDetails().errorMessage();
        }
        throw new AssertionError("the call did not fail");
    }
}
