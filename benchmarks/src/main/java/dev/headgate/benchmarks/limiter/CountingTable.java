package dev.headgate.benchmarks.limiter;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemResponse;

/// A table that answers at once and lets everything pass: it adds what it is told to add, so that what is measured is the
/// limiter and nothing else.
final class CountingTable implements DynamoDbClient {
    private final Map<String, Long> counts = new ConcurrentHashMap<>();

    @Override
    public UpdateItemResponse updateItem(UpdateItemRequest request) {
        String added = request.updateExpression().substring(request.updateExpression().indexOf("ADD ") + 4);
        Map<String, AttributeValue> item = new HashMap<>();
        Arrays.stream(added.split(", ")).map(part -> part.split(" ")).forEach(part -> item.put(part[0],
                AttributeValue.fromN(Long.toString(counts.merge(part[0],
                        Long.valueOf(request.expressionAttributeValues().get(part[1]).n()), Long::sum)))));
        return UpdateItemResponse.builder().attributes(item).build();
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
