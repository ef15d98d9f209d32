package dev.headgate.tables;

import dev.headgate.cache.dynamodb.CacheTable;
import dev.headgate.health.dynamodb.HealthTable;
import dev.headgate.identity.keys.KeyTable;
import dev.headgate.ratelimit.dynamodb.CounterTable;
import java.util.List;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.DescribeTableResponse;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ResourceInUseException;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.dynamodb.model.TableStatus;
import software.amazon.awssdk.services.dynamodb.model.TimeToLiveStatus;

/// The names of the tables, and all that has to be known to create them.
///
/// @param counters of rate limits; one per Region, never replicated
/// @param cache of answers; one per Region, never replicated
/// @param health of upstreams; one per Region, never replicated
/// @param keys API keys and consumers; replicated where there are several Regions
public record Tables(String counters, String cache, String health, String keys) {
    /// The local gateway's, and the beginning of every deployment's.
    public static final Tables DEFAULT = named("headgate");

    /// Names that begin alike.
    public static Tables named(String beginning) {
        return new Tables(beginning + "-counters", beginning + "-cache", beginning + "-health", beginning + "-keys");
    }

    /// One table.
    ///
    /// @param request creates it
    /// @param timeToLive the attribute by which DynamoDB deletes items, in seconds since 1970
    public record Definition(CreateTableRequest request, String timeToLive) {}

    /// All tables.
    public List<Definition> definitions() {
        return List.of(
                new Definition(CounterTable.create(counters), CounterTable.TIME_TO_LIVE),
                new Definition(withoutIndex(cache, CacheTable.PARTITION_KEY), CacheTable.TIME_TO_LIVE),
                new Definition(withoutIndex(health, HealthTable.PARTITION_KEY), HealthTable.TIME_TO_LIVE),
                new Definition(KeyTable.create(keys), KeyTable.TIME_TO_LIVE));
    }

    /// An empty table that is paid by request and finds its items by one string. Time to live is switched on by a call
    /// of its own.
    public static CreateTableRequest withoutIndex(String name, String partitionKey) {
        AttributeDefinition attribute = AttributeDefinition.builder().attributeName(partitionKey)
                .attributeType(ScalarAttributeType.S).build();
        KeySchemaElement hash = KeySchemaElement.builder().attributeName(partitionKey).keyType(KeyType.HASH).build();
        return CreateTableRequest.builder().tableName(name).billingMode(BillingMode.PAY_PER_REQUEST)
                .attributeDefinitions(attribute).keySchema(hash).build();
    }

    /// Creates those that are missing and waits until all can be used. Tables that are there are left as they are, but
    /// for their time to live, which is switched on where it is off.
    public void create(DynamoDbClient client) {
        definitions().forEach(definition -> create(client, definition));
    }

    private static void create(DynamoDbClient client, Definition definition) {
        String name = definition.request().tableName();
        if (!isActive(client, name)) {
            try {
                client.createTable(definition.request());
            } catch (ResourceInUseException _) {
                // Somebody else creates it at this moment.
            }
            if (!isActive(client, name)) {
                client.waiter().waitUntilTableExists(table -> table.tableName(name));
            }
        }
        if (client.describeTimeToLive(table -> table.tableName(name)).timeToLiveDescription()
                .timeToLiveStatus() == TimeToLiveStatus.DISABLED) {
            client.updateTimeToLive(table -> table.tableName(name)
                    .timeToLiveSpecification(ttl -> ttl.attributeName(definition.timeToLive()).enabled(true)));
        }
    }

    private static boolean isActive(DynamoDbClient client, String name) {
        try {
            DescribeTableResponse described = client.describeTable(table -> table.tableName(name));
            return described.table().tableStatus() == TableStatus.ACTIVE;
        } catch (ResourceNotFoundException _) {
            return false;
        }
    }
}
