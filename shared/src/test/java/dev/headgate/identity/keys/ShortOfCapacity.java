package dev.headgate.identity.keys;

import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemResponse;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

/// A client whose table takes the first few items of a batch and answers the others as unprocessed, as one that is short
/// of capacity does.
///
/// @param client does the writing
/// @param taken how many items of a batch are written
record ShortOfCapacity(DynamoDbClient client, int taken) implements DynamoDbClient {
    @Override
    public BatchWriteItemResponse batchWriteItem(BatchWriteItemRequest request) {
        Map.Entry<String, List<WriteRequest>> table = request.requestItems().entrySet().iterator().next();
        List<WriteRequest> items = table.getValue();
        int count = Math.min(taken, items.size());
        if (count > 0) {
            client.batchWriteItem(batch -> batch.requestItems(Map.of(table.getKey(), items.subList(0, count))));
        }
        return BatchWriteItemResponse.builder()
                .unprocessedItems(count == items.size()
                        ? Map.of()
                        : Map.of(table.getKey(), items.subList(count, items.size())))
                .build();
    }

    @Override
    public String serviceName() {
        return client.serviceName();
    }

    @Override
    public void close() {
        // The client stays the test's to close.
    }
}
