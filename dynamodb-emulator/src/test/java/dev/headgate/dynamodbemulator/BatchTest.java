package dev.headgate.dynamodbemulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;
import software.amazon.awssdk.services.dynamodb.model.ReturnConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

class BatchTest {
    @RegisterExtension
    static final Endpoint ENDPOINT = new Endpoint();

    private static WriteRequest put(String item) {
        return WriteRequest.builder().putRequest(put -> put.item(Notation.item(item))).build();
    }

    private static WriteRequest delete(String key) {
        return WriteRequest.builder().deleteRequest(delete -> delete.key(Notation.item(key))).build();
    }

    private static List<WriteRequest> puts(int count) {
        return IntStream.range(0, count).mapToObj(i -> put("{pk: 'k" + i + "'}")).toList();
    }

    private static List<Map<String, AttributeValue>> keys(int count) {
        return IntStream.range(0, count).mapToObj(i -> Notation.item("{pk: 'k" + i + "'}")).toList();
    }

    private static String writeError(Map<String, List<WriteRequest>> requests) {
        return ENDPOINT.errorOf(() -> ENDPOINT.client().batchWriteItem(request -> request.requestItems(requests)));
    }

    @Test
    void writesGoToSeveralTables() {
        String first = ENDPOINT.table();
        String second = ENDPOINT.table();
        ENDPOINT.put(first, "{pk: 'old'}");

        var answer = ENDPOINT.client()
                .batchWriteItem(request -> request
                        .requestItems(Map.of(first, List.of(put("{pk: 'new', n: 1}"), delete("{pk: 'old'}")), second,
                                List.of(put("{pk: 'k'}"), delete("{pk: 'absent'}"))))
                        .returnConsumedCapacity(ReturnConsumedCapacity.TOTAL));

        assertThat(answer.unprocessedItems()).isEmpty();
        assertThat(answer.consumedCapacity()).hasSize(2).allMatch(capacity -> capacity.capacityUnits() == 2);
        assertThat(ENDPOINT.get(first, "{pk: 'new'}")).isEqualTo("{n: 1, pk: 'new'}");
        assertThat(ENDPOINT.get(first, "{pk: 'old'}")).isEqualTo("{}");
        assertThat(ENDPOINT.get(second, "{pk: 'k'}")).isEqualTo("{pk: 'k'}");
    }

    @Test
    void twentyFiveWritesAreTheMost() {
        String table = ENDPOINT.table();
        ENDPOINT.client().batchWriteItem(request -> request.requestItems(Map.of(table, puts(25))));
        assertThat(ENDPOINT.client().scan(request -> request.tableName(table)).count()).isEqualTo(25);

        assertThat(writeError(Map.of(table, puts(26))))
                .isEqualTo("ValidationException: Too many items requested for the BatchWriteItem call");
    }

    @Test
    void badWritesAreRefusedAndNothingIsDone() {
        String table = ENDPOINT.table();

        assertThat(writeError(Map.of(table, List.of(put("{pk: 'k'}"), delete("{pk: 'k'}")))))
                .isEqualTo("ValidationException: Provided list of item keys contains duplicates");
        assertThat(writeError(Map.of(table, List.of(put("{pk: 'k'}"), put("{n: 1}")))))
                .isEqualTo(
                        "ValidationException: One or more parameter values were invalid: Missing the key pk in the item");
        assertThat(writeError(Map.of(table, List.of(put("{pk: 'k'}"), WriteRequest.builder().build())))).isEqualTo(
                "ValidationException: Supplied WriteRequest must contain exactly one of PutRequest and DeleteRequest");
        assertThat(writeError(Map.of(table, List.of(put("{pk: 'k'}")), "absent", List.of(put("{pk: 'k'}")))))
                .isEqualTo("ResourceNotFoundException: Requested resource not found");
        assertThat(writeError(Map.of(table, List.of()))).isEqualTo(
                "ValidationException: The batch write request list for a table cannot be null or empty: " + table);
        assertThat(writeError(Map.of())).startsWith("ValidationException: 1 validation error detected");
        assertThat(ENDPOINT.client().scan(request -> request.tableName(table)).count()).isZero();
    }

    @Test
    void readsComeFromSeveralTables() {
        String first = ENDPOINT.table();
        String second = ENDPOINT.table();
        ENDPOINT.put(first, "{pk: 'k0', n: 1, s: 's'}");
        ENDPOINT.put(second, "{pk: 'k1'}");

        var answer = ENDPOINT.client()
                .batchGetItem(
                        request -> request
                                .requestItems(Map.of(first,
                                        KeysAndAttributes.builder().keys(keys(2)).projectionExpression("#n")
                                                .expressionAttributeNames(Map.of("#n", "n")).build(),
                                        second, KeysAndAttributes.builder().keys(keys(2)).consistentRead(true).build()))
                                .returnConsumedCapacity(ReturnConsumedCapacity.TOTAL));

        assertThat(answer.responses().get(first).stream().map(Notation::text)).containsExactly("{n: 1}");
        assertThat(answer.responses().get(second).stream().map(Notation::text)).containsExactly("{pk: 'k1'}");
        assertThat(answer.unprocessedKeys()).isEmpty();
        assertThat(answer.consumedCapacity().stream()
                .mapToDouble(capacity -> capacity.tableName().equals(first)
                        ? capacity.capacityUnits()
                        : 10 * capacity.capacityUnits())
                .sum()).isEqualTo(1 + 10 * 2);
    }

    @Test
    void aHundredReadsAreTheMost() {
        String table = ENDPOINT.table();
        ENDPOINT.client().batchGetItem(request -> request
                .requestItems(Map.of(table, KeysAndAttributes.builder().keys(keys(100)).build())));

        assertThat(ENDPOINT.errorOf(() -> ENDPOINT.client().batchGetItem(request -> request
                .requestItems(Map.of(table, KeysAndAttributes.builder().keys(keys(101)).build())))))
                .isEqualTo("ValidationException: Too many items requested for the BatchGetItem call");
        assertThat(ENDPOINT.errorOf(() -> ENDPOINT.client()
                .batchGetItem(request -> request.requestItems(Map.of(table, KeysAndAttributes.builder()
                        .keys(List.of(Notation.item("{pk: 'k'}"), Notation.item("{pk: 'k'}"))).build())))))
                .isEqualTo("ValidationException: Provided list of item keys contains duplicates");
    }

    @Test
    void whatIsBeyond16MegabytesIsLeftForLater() {
        String table = ENDPOINT.table();
        String text = "x".repeat(390 * 1024);
        IntStream.range(0, 43).forEach(i -> ENDPOINT.put(table, "{pk: 'k" + i + "', s: '" + text + "'}"));

        var answer = ENDPOINT.client().batchGetItem(request -> request
                .requestItems(Map.of(table, KeysAndAttributes.builder().keys(keys(43)).consistentRead(true).build())));

        assertThat(answer.responses().get(table)).hasSize(42);
        assertThat(answer.unprocessedKeys().get(table).keys()).hasSize(1);
        assertThat(ENDPOINT.client().batchGetItem(request -> request.requestItems(answer.unprocessedKeys())).responses()
                .get(table)).hasSize(1);
    }
}
