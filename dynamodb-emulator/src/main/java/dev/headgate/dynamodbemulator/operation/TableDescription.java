package dev.headgate.dynamodbemulator.operation;

import dev.headgate.dynamodbemulator.json.Json;
import dev.headgate.dynamodbemulator.json.JsonObject;
import dev.headgate.dynamodbemulator.table.IndexDefinition;
import dev.headgate.dynamodbemulator.table.KeySchema;
import dev.headgate.dynamodbemulator.table.Table;
import dev.headgate.dynamodbemulator.table.TableDefinition;
import dev.headgate.dynamodbemulator.table.Throughput;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Words the description of a table. Source: DynamoDB API reference, TableDescription.
final class TableDescription {
    // An account and a region that nobody has: the endpoint is neither.
    private static final String ARN_PREFIX = "arn:aws:dynamodb:local:000000000000:table/";

    private TableDescription() {}

    /// @param status `CREATING`, `ACTIVE` or `DELETING`
    static Json.Obj of(Table table, String status) {
        TableDefinition definition = table.definition();
        String arn = ARN_PREFIX + definition.name();
        JsonObject description = new JsonObject().put("TableName", definition.name()).put("TableId", definition.id())
                .put("TableArn", arn).put("TableStatus", status)
                .put("CreationDateTime", new Json.Num(BigDecimal.valueOf(definition.createdAt().toEpochMilli(), 3)))
                .put("AttributeDefinitions", attributeDefinitions(definition)).put("KeySchema", key(definition.key()))
                .put("ProvisionedThroughput", throughput(definition.provisioned()))
                .put("ItemCount", table.items().count()).put("TableSizeBytes", table.items().sizeBytes());
        if (definition.onDemand()) {
            description.put("BillingModeSummary", new JsonObject().put("BillingMode", "PAY_PER_REQUEST").build());
        }
        if (!definition.indexes().isEmpty()) {
            description.put("GlobalSecondaryIndexes",
                    definition.indexes().stream().map(index -> index(table, index, arn, status)).toList());
        }
        return description.build();
    }

    private static List<Json> attributeDefinitions(TableDefinition definition) {
        List<Json> definitions = new ArrayList<>();
        definition.attributeTypes().forEach((name, type) -> definitions
                .add(new JsonObject().put("AttributeName", name).put("AttributeType", type.name()).build()));
        return definitions;
    }

    private static List<Json> key(KeySchema key) {
        List<Json> elements = new ArrayList<>();
        for (KeySchema.KeyAttribute attribute : key.attributes()) {
            elements.add(new JsonObject().put("AttributeName", attribute.name())
                    .put("KeyType", elements.isEmpty() ? "HASH" : "RANGE").build());
        }
        return elements;
    }

    private static Json.Obj throughput(Throughput throughput) {
        return new JsonObject().put("ReadCapacityUnits", throughput.readUnits())
                .put("WriteCapacityUnits", throughput.writeUnits()).put("NumberOfDecreasesToday", 0).build();
    }

    private static Json.Obj index(Table table, IndexDefinition index, String tableArn, String status) {
        JsonObject projection = new JsonObject().put("ProjectionType", index.projection().name());
        if (!index.attributes().isEmpty()) {
            projection.put("NonKeyAttributes",
                    index.attributes().stream().sorted().map(Json.Str::new).toList());
        }
        return new JsonObject().put("IndexName", index.name()).put("IndexArn", tableArn + "/index/" + index.name())
                .put("IndexStatus", status).put("KeySchema", key(index.key())).put("Projection", projection.build())
                .put("ProvisionedThroughput", throughput(index.provisioned()))
                .put("ItemCount", table.index(index.name()).count())
                .put("IndexSizeBytes", table.index(index.name()).sizeBytes()).build();
    }

    /// An answer that holds nothing but a description.
    static Json.Obj answer(String member, Json.Obj description) {
        return new Json.Obj(Map.of(member, description));
    }
}
