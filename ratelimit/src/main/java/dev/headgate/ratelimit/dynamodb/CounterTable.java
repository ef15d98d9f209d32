package dev.headgate.ratelimit.dynamodb;

import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;

/// What a table of counters looks like, for whoever creates one.
public final class CounterTable {
    /// The partition key, a string. There is no sort key and no index.
    public static final String PARTITION_KEY = CounterItem.KEY;
    /// The attribute for DynamoDB's time to live, in seconds since 1970.
    public static final String TIME_TO_LIVE = CounterItem.EXPIRES_AT;

    private CounterTable() {}

    /// Creates a table that is paid by request. Time to live on [#TIME_TO_LIVE] is switched on by a call of its own; the
    /// limits hold without it, and the table grows.
    public static CreateTableRequest create(String name) {
        AttributeDefinition attribute = AttributeDefinition.builder().attributeName(PARTITION_KEY)
                .attributeType(ScalarAttributeType.S).build();
        KeySchemaElement hash = KeySchemaElement.builder().attributeName(PARTITION_KEY).keyType(KeyType.HASH).build();
        return CreateTableRequest.builder().tableName(name).billingMode(BillingMode.PAY_PER_REQUEST)
                .attributeDefinitions(attribute).keySchema(hash).build();
    }
}
