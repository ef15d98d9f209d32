package dev.headgate.dynamodbemulator.operation;

import dev.headgate.dynamodbemulator.error.ApiException;
import dev.headgate.dynamodbemulator.error.ErrorType;
import dev.headgate.dynamodbemulator.json.Json;
import dev.headgate.dynamodbemulator.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// Why one write of a transaction stopped it. Source: DynamoDB API reference, TransactionCanceledException.
///
/// @param item the item an unmet condition was to bring back
record CancellationReason(String code, Optional<String> message, Optional<Json> item) {
    /// For a write that would have gone through.
    static final CancellationReason NONE = new CancellationReason("None", Optional.empty(), Optional.empty());

    /// What the same write would have been told outside a transaction.
    static CancellationReason of(ApiException error) {
        return switch (error.type()) {
            case CONDITIONAL_CHECK_FAILED -> new CancellationReason("ConditionalCheckFailed",
                    Optional.of(error.getMessage()), Optional.ofNullable(error.details().get("Item")));
            case VALIDATION ->
                    new CancellationReason("ValidationError", Optional.of(error.getMessage()), Optional.empty());
            case SERIALIZATION, UNKNOWN_OPERATION, IDEMPOTENT_PARAMETER_MISMATCH, PROVISIONED_THROUGHPUT_EXCEEDED,
                    RESOURCE_IN_USE, RESOURCE_NOT_FOUND, TRANSACTION_CANCELED, INTERNAL_SERVER_ERROR ->
                    throw error;
        };
    }

    static ApiException cancelled(List<CancellationReason> reasons) {
        String codes = reasons.stream().map(CancellationReason::code).collect(Collectors.joining(", ", "[", "]"));
        List<Json> json = reasons.stream().map(CancellationReason::json).toList();
        return new ApiException(ErrorType.TRANSACTION_CANCELED,
                "Transaction cancelled, please refer cancellation reasons for specific reasons " + codes,
                Map.of("CancellationReasons", new Json.Arr(json)));
    }

    private Json json() {
        return new JsonObject().put("Code", code).putPresent("Message", message.map(Json.Str::new))
                .putPresent("Item", item).build();
    }
}
