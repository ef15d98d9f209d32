package dev.headgate.ratelimit.dynamodb;

import java.util.function.Consumer;
import java.util.function.Supplier;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.ProvisionedThroughputExceededException;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemResponse;

/// An environment's client whose calls are applied, answered, lost or repeated as an [Interleaving] says.
///
/// @param applied is told of every update that was applied and changed something, before anything else happens
record SteppedClient(Interleaving interleaving, DynamoDbClient table, Consumer<UpdateItemResponse> applied)
        implements
            DynamoDbClient {
    @Override
    public UpdateItemResponse updateItem(UpdateItemRequest request) {
        return call(() -> {
            UpdateItemResponse answer = table.updateItem(request);
            applied.accept(answer);
            return answer;
        });
    }

    @Override
    public GetItemResponse getItem(GetItemRequest request) {
        return call(() -> table.getItem(request));
    }

    private <T> T call(Supplier<T> call) {
        Supplier<T> answer = switch (interleaving.await(Interleaving.Point.CALL)) {
            case GO -> apply(call);
            case REPEAT -> {
                Supplier<T> first = apply(call);
                interleaving.leave(() -> apply(call));
                yield first;
            }
            case LOSE -> throw SdkClientException.create("the call was lost");
            case DELAY -> {
                interleaving.leave(() -> apply(call));
                throw ApiCallTimeoutException.builder().message("the call took too long").build();
            }
            case THROTTLE -> throw ProvisionedThroughputExceededException.builder().message("too many calls").build();
            case DIE -> throw new Interleaving.Death();
        };
        if (interleaving.await(Interleaving.Point.ANSWER) == Interleaving.Turn.LOSE) {
            throw SdkClientException.create("the answer was lost");
        }
        return answer.get();
    }

    private static <T> Supplier<T> apply(Supplier<T> call) {
        try {
            T answer = call.get();
            return () -> answer;
        } catch (ConditionalCheckFailedException e) {
            return () -> {
                throw e;
            };
        }
    }

    @Override
    public String serviceName() {
        return SERVICE_NAME;
    }

    @Override
    public void close() {
        // The table is the test's.
    }
}
