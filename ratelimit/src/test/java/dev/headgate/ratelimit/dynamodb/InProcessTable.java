package dev.headgate.ratelimit.dynamodb;

import dev.headgate.dynamodbemulator.error.ApiException;
import dev.headgate.dynamodbemulator.error.ErrorType;
import dev.headgate.dynamodbemulator.json.Json;
import dev.headgate.dynamodbemulator.json.JsonObject;
import dev.headgate.dynamodbemulator.operation.Operations;
import dev.headgate.dynamodbemulator.table.Database;
import dev.headgate.dynamodbemulator.table.Journal;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemResponse;

/// A table of counters on the embedded DynamoDB's own engine, asked without HTTP, so that a test may make thousands of
/// them and decide itself when which call is applied. It knows the calls that counting makes.
final class InProcessTable implements DynamoDbClient {
    static final String NAME = "counters";

    private final Operations operations;

    InProcessTable() {
        Instant created = Instant.EPOCH;
        operations = new Operations(new Database(() -> created, Journal.NONE), () -> created);
        Json.Obj key = new JsonObject().put("AttributeName", CounterItem.KEY).put("KeyType", "HASH").build();
        Json.Obj type = new JsonObject().put("AttributeName", CounterItem.KEY).put("AttributeType", "S").build();
        operations.run("CreateTable", new JsonObject().put("TableName", NAME).put("BillingMode", "PAY_PER_REQUEST")
                .put("KeySchema", List.of(key)).put("AttributeDefinitions", List.of(type)).build());
    }

    @Override
    public UpdateItemResponse updateItem(UpdateItemRequest request) {
        JsonObject parameters = new JsonObject().put("TableName", request.tableName())
                .put("Key", json(request.key())).put("UpdateExpression", request.updateExpression());
        if (request.conditionExpression() != null) {
            parameters.put("ConditionExpression", request.conditionExpression());
        }
        if (request.hasExpressionAttributeValues()) {
            parameters.put("ExpressionAttributeValues", json(request.expressionAttributeValues()));
        }
        if (request.returnValues() != null) {
            parameters.put("ReturnValues", request.returnValuesAsString());
        }
        if (request.returnValuesOnConditionCheckFailure() != null) {
            parameters.put("ReturnValuesOnConditionCheckFailure",
                    request.returnValuesOnConditionCheckFailureAsString());
        }
        try {
            return UpdateItemResponse.builder()
                    .attributes(item(operations.run("UpdateItem", parameters.build()), "Attributes")).build();
        } catch (ApiException e) {
            if (e.type() != ErrorType.CONDITIONAL_CHECK_FAILED) {
                throw new IllegalStateException(e.getMessage(), e);
            }
            ConditionalCheckFailedException.Builder failed = ConditionalCheckFailedException.builder();
            failed.message(e.getMessage());
            if (e.details().containsKey("Item")) {
                failed.item(item(e.body(), "Item"));
            }
            throw failed.build();
        }
    }

    @Override
    public GetItemResponse getItem(GetItemRequest request) {
        Json.Obj answer = operations.run("GetItem", new JsonObject().put("TableName", request.tableName())
                .put("Key", json(request.key())).put("ConsistentRead", true).build());
        return GetItemResponse.builder().item(item(answer, "Item")).build();
    }

    /// What the table holds for a key.
    CounterItem item(String key) {
        return CounterItem.of(getItem(GetItemRequest.builder().tableName(NAME)
                .key(Map.of(CounterItem.KEY, AttributeValue.fromS(CounterItem.partitionKey(key)))).build()).item());
    }

    /// How many items there are.
    int size() {
        Json.Obj answer = operations.run("Scan", new JsonObject().put("TableName", NAME).build());
        return answer.members().get("Items") instanceof Json.Arr(List<Json> items) ? items.size() : 0;
    }

    private static Json.Obj json(Map<String, AttributeValue> attributes) {
        JsonObject members = new JsonObject();
        attributes.forEach((name, value) -> members.put(name, value.n() == null
                ? new JsonObject().put("S", value.s()).build()
                : new JsonObject().put("N", value.n()).build()));
        return members.build();
    }

    private static Map<String, AttributeValue> item(Json.Obj answer, String member) {
        Map<String, AttributeValue> attributes = new HashMap<>();
        if (answer.members().get(member) instanceof Json.Obj(Map<String, Json> item)) {
            item.forEach((name, value) -> attributes.put(name, value(value)));
        }
        return attributes;
    }

    private static AttributeValue value(Json value) {
        if (value instanceof Json.Obj(Map<String, Json> typed)) {
            if (typed.get("N") instanceof Json.Str(String number)) {
                return AttributeValue.fromN(number);
            }
            if (typed.get("S") instanceof Json.Str(String text)) {
                return AttributeValue.fromS(text);
            }
        }
        throw new IllegalStateException("neither a number nor a text: " + value);
    }

    @Override
    public String serviceName() {
        return SERVICE_NAME;
    }

    @Override
    public void close() {
        // There is nothing but memory.
    }
}
