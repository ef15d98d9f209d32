package dev.headgate.identity.keys;

import dev.headgate.model.NamedIds;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.Projection;
import software.amazon.awssdk.services.dynamodb.model.ProjectionType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;

/// What a table of API keys and consumers looks like, for whoever creates one.
///
/// The partition key tells the items apart: `1/key/` and the key's id, `1/consumer/` and the consumer's id, `1/customId/`
/// and a UUID of the custom id, whose item names the consumer. The number is the version of the items' form. Ids are
/// UUIDs that follow from the key's hash and the consumer's username ([NamedIds]), so that each is
/// found by one read.
public final class KeyTable {
    /// The partition key, a string. There is no sort key.
    public static final String PARTITION_KEY = "k";
    /// The attribute for DynamoDB's time to live, in seconds since 1970.
    public static final String TIME_TO_LIVE = "deleteAt";
    /// The index that lists the keys of a consumer, by [#CONSUMER_ID] and then [#CREATED_AT].
    public static final String BY_CONSUMER = "byConsumer";
    /// The partition key of the index, a string.
    public static final String CONSUMER_ID = "consumerId";
    /// The sort key of the index, a number: milliseconds since 1970.
    public static final String CREATED_AT = "createdAt";

    static final String KEYS = "1/key/";
    private static final String CONSUMERS = "1/consumer/";
    private static final String CUSTOM_IDS = "1/customId/";

    private KeyTable() {}

    /// An empty table of that name, paid by request. Time to live is switched on by a call of its own.
    public static CreateTableRequest create(String name) {
        GlobalSecondaryIndex byConsumer = GlobalSecondaryIndex.builder().indexName(BY_CONSUMER)
                .keySchema(List.of(keyPart(CONSUMER_ID, KeyType.HASH), keyPart(CREATED_AT, KeyType.RANGE)))
                .projection(Projection.builder().projectionType(ProjectionType.ALL).build()).build();
        return CreateTableRequest.builder().tableName(name).billingMode(BillingMode.PAY_PER_REQUEST)
                .attributeDefinitions(List.of(attribute(PARTITION_KEY, ScalarAttributeType.S),
                        attribute(CONSUMER_ID, ScalarAttributeType.S), attribute(CREATED_AT, ScalarAttributeType.N)))
                .keySchema(List.of(keyPart(PARTITION_KEY, KeyType.HASH)))
                .globalSecondaryIndexes(List.of(byConsumer)).build();
    }

    private static AttributeDefinition attribute(String name, ScalarAttributeType type) {
        return AttributeDefinition.builder().attributeName(name).attributeType(type).build();
    }

    private static KeySchemaElement keyPart(String name, KeyType type) {
        return KeySchemaElement.builder().attributeName(name).keyType(type).build();
    }

    static Map<String, AttributeValue> keyItem(String id) {
        return Map.of(PARTITION_KEY, AttributeValue.fromS(KEYS + id));
    }

    static Map<String, AttributeValue> consumerItem(String id) {
        return Map.of(PARTITION_KEY, AttributeValue.fromS(CONSUMERS + id));
    }

    static Map<String, AttributeValue> customIdItem(String customId) {
        return Map.of(PARTITION_KEY, AttributeValue.fromS(CUSTOM_IDS + NamedIds.of("customIds",
                customId)));
    }
}
