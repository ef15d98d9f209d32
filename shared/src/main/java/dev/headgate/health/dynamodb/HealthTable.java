package dev.headgate.health.dynamodb;

import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;

/// What a table of health looks like, for whoever creates one.
public final class HealthTable {
    /// The partition key, a string. There is no sort key and no index.
    public static final String PARTITION_KEY = HealthItem.KEY;
    /// The attribute for DynamoDB's time to live, in seconds since 1970.
    public static final String TIME_TO_LIVE = HealthItem.EXPIRES_AT;

    private HealthTable() {}

    /// An empty table of that name, paid by request. Time to live is switched on by a call of its own.
    public static CreateTableRequest create(String name) {
        AttributeDefinition partitionKey = AttributeDefinition.builder().attributeName(PARTITION_KEY)
                .attributeType(ScalarAttributeType.S).build();
        KeySchemaElement hash = KeySchemaElement.builder().attributeName(PARTITION_KEY).keyType(KeyType.HASH).build();
        return CreateTableRequest.builder().tableName(name).billingMode(BillingMode.PAY_PER_REQUEST)
                .attributeDefinitions(partitionKey).keySchema(hash).build();
    }
}
