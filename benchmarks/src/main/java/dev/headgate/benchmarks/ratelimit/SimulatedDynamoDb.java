package dev.headgate.benchmarks.ratelimit;

import dev.headgate.dynamodbemulator.json.Json;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.ProvisionedThroughputExceededException;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemResponse;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemResponse;

/// The SDK's client of a [Table] at the other end of a network, in virtual time: a call makes its task wait for the
/// answer, or for the end of its time limit. A call is sent once. What is not needed for counting is refused by the
/// interface's own methods.
final class SimulatedDynamoDb implements DynamoDbClient {
    private final VirtualTime time;
    private final Table table;
    private final Network network;
    private final Chance chance;
    private long unanswered;

    /// The way to DynamoDB.
    ///
    /// @param delay from sending a call to having its answer
    /// @param timeLimitMillis of a call
    record Network(Delay delay, double timeLimitMillis, Faults faults) {}

    SimulatedDynamoDb(VirtualTime time, Table table, Network network, Chance chance) {
        this.time = time;
        this.table = table;
        this.network = network;
        this.chance = chance;
    }

    @Override
    public UpdateItemResponse updateItem(UpdateItemRequest request) {
        Json.Obj body = call("UpdateItem", request);
        return UpdateItemResponse.builder().attributes(item(body, "Attributes")).build();
    }

    @Override
    public PutItemResponse putItem(PutItemRequest request) {
        call("PutItem", request);
        return PutItemResponse.builder().build();
    }

    @Override
    public GetItemResponse getItem(GetItemRequest request) {
        Json.Obj body = call("GetItem", request);
        return body.members().containsKey("Item")
                ? GetItemResponse.builder().item(item(body, "Item")).build()
                : GetItemResponse.builder().build();
    }

    private static Map<String, AttributeValue> item(Json.Obj body, String member) {
        return Optional.ofNullable(body.members().get(member)).map(SdkJson::item).orElse(Map.of());
    }

    /// How many calls had no answer within their time limit.
    long unanswered() {
        return unanswered;
    }

    private static final class Exchange {
        private Optional<Table.Answer> answer = Optional.empty();
    }

    private Json.Obj call(String operation, SdkPojo sdkRequest) {
        Json.Obj request = SdkJson.of(sdkRequest);
        Exchange exchange = new Exchange();
        VirtualTime.Task task = time.task();
        long sent = time.nowNanos();
        long limit = sent + (long) (network.timeLimitMillis() * 1e6);
        long answered = sent + network.delay().nanos(chance);
        long arrives = sent + (answered - sent) / 2;
        boolean isLost = chance.happens(network.faults().lost()) || network.faults().isOut(arrives);
        boolean isAnswerLost = chance.happens(network.faults().answerLost()) || network.faults().isOut(answered);
        boolean isDoubled = chance.happens(network.faults().doubled());
        if (!isLost) {
            time.at(arrives, () -> exchange.answer = Optional.of(table.run(operation, request, time.nowNanos())));
            if (isDoubled) {
                time.at(arrives + network.delay().nanos(chance),
                        () -> table.run(operation, request, time.nowNanos()));
            }
        }
        boolean isInTime = !isLost && !isAnswerLost && answered <= limit;
        time.at(isInTime ? answered : limit, task::resume);
        task.suspend();
        if (!isInTime) {
            unanswered++;
            throw ApiCallTimeoutException.create((long) network.timeLimitMillis());
        }
        return switch (exchange.answer.orElseThrow()) {
            case Table.Done(Json.Obj body) -> body;
            case Table.ConditionFailed(Optional<Json> item) -> throw ConditionalCheckFailedException.builder()
                    .message("The conditional request failed").item(item.map(SdkJson::item).orElse(null))
                    .statusCode(400).writableStackTrace(false).build();
            case Table.Throttled() -> throw ProvisionedThroughputExceededException.builder()
                    .message("The level of configured provisioned throughput for the table was exceeded.")
                    .statusCode(400).writableStackTrace(false).build();
        };
    }

    @Override
    public String serviceName() {
        return SERVICE_NAME;
    }

    @Override
    public void close() {
        // There is nothing to close.
    }
}
