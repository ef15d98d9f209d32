package dev.headgate.dynamodbemulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.ReturnConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;
import software.amazon.awssdk.services.dynamodb.model.TransactGetItem;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsResponse;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

class TransactionTest {
    private final Endpoint errors = new Endpoint();
    private Instant now = Instant.ofEpochSecond(1_700_000_000);
    private EmbeddedDynamoDb server;
    private DynamoDbClient client;

    @BeforeEach
    void start() throws IOException {
        server = EmbeddedDynamoDb.start(0, () -> now);
        client = Endpoint.client(server.endpoint());
        client.createTable(Endpoint.named("first", "pk:S").build());
        client.createTable(Endpoint.named("second", "pk:S, sk:N").build());
    }

    @AfterEach
    void stop() {
        client.close();
        server.close();
    }

    private static TransactWriteItem put(String table, String item) {
        return TransactWriteItem.builder().put(put -> put.tableName(table).item(Notation.item(item))).build();
    }

    private static TransactWriteItem delete(String table, String key) {
        return TransactWriteItem.builder().delete(delete -> delete.tableName(table).key(Notation.item(key))).build();
    }

    private static TransactWriteItem update(String table, String key, String update, String values) {
        return TransactWriteItem.builder().update(write -> write.tableName(table).key(Notation.item(key))
                .updateExpression(update).expressionAttributeValues(Notation.item(values))).build();
    }

    private static TransactWriteItem check(String table, String key, String condition) {
        return TransactWriteItem.builder().conditionCheck(check -> check.tableName(table).key(Notation.item(key))
                .conditionExpression(condition)
                .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD)).build();
    }

    private TransactWriteItemsResponse write(TransactWriteItem... items) {
        return client.transactWriteItems(request -> request.transactItems(items));
    }

    private List<String> all(String table) {
        return client.scan(request -> request.tableName(table)).items().stream().map(Notation::text).sorted().toList();
    }

    @Test
    void allWritesHappenTogether() {
        write(put("first", "{pk: 'old', n: 1}"), put("first", "{pk: 'gone'}"));

        write(put("first", "{pk: 'new'}"), delete("first", "{pk: 'gone'}"),
                update("first", "{pk: 'old'}", "ADD n :x", "{:x: 2}"),
                update("second", "{pk: 'a', sk: 1}", "SET s = :x", "{:x: 's'}"),
                check("second", "{pk: 'b', sk: 1}", "attribute_not_exists(pk)"));

        assertThat(all("first")).containsExactly("{n: 3, pk: 'old'}", "{pk: 'new'}");
        assertThat(all("second")).containsExactly("{pk: 'a', s: 's', sk: 1}");
    }

    @Test
    void aFailedConditionStopsAllWithAReasonForEach() {
        write(put("first", "{pk: 'k', n: 1}"));

        TransactionCanceledException error = catchThrowableOfType(TransactionCanceledException.class,
                () -> write(put("first", "{pk: 'new'}"), check("first", "{pk: 'k'}", "attribute_not_exists(pk)"),
                        check("second", "{pk: 'k', sk: 1}", "attribute_exists(pk)"),
                        update("first", "{pk: 'none'}", "SET a.b = :x", "{:x: 1}")));

        assertThat(error.awsErrorDetails().errorMessage())
                .isEqualTo("Transaction cancelled, please refer cancellation reasons for specific reasons "
                        + "[None, ConditionalCheckFailed, ConditionalCheckFailed, ValidationError]");
        assertThat(error.cancellationReasons().stream()
                .map(reason -> reason.code() + "; " + reason.message() + "; " + Notation.text(reason.item())))
                .containsExactly(
                        "None; null; {}", "ConditionalCheckFailed; The conditional request failed; {n: 1, pk: 'k'}",
                        "ConditionalCheckFailed; The conditional request failed; {}",
                        "ValidationError; The document path provided in the update expression is invalid for update; {}");
        assertThat(all("first")).containsExactly("{n: 1, pk: 'k'}");
    }

    @Test
    void oneItemMayBeWrittenOnlyOnce() {
        assertThat(errors.errorOf(() -> write(put("first", "{pk: 'k'}"), delete("first", "{pk: 'k'}"))))
                .isEqualTo("ValidationException: Transaction request cannot include multiple operations on one item");
    }

    @Test
    void sizesHaveLimits() {
        TransactWriteItem[] hundred = IntStream.range(0, 100).mapToObj(i -> put("first", "{pk: 'k" + i + "'}"))
                .toArray(TransactWriteItem[]::new);
        write(hundred);
        assertThat(all("first")).hasSize(100);

        List<TransactWriteItem> tooMany = new ArrayList<>(List.of(hundred));
        tooMany.add(put("first", "{pk: 'one more'}"));
        assertThat(errors.errorOf(() -> client.transactWriteItems(request -> request.transactItems(tooMany))))
                .isEqualTo(
                        "ValidationException: 1 validation error detected: Value at 'transactItems' failed to satisfy "
                                + "constraint: Member must have length less than or equal to 100");

        String big = "x".repeat(390 * 1024);
        assertThat(errors.errorOf(() -> write(IntStream.range(0, 11)
                .mapToObj(i -> put("first", "{pk: 'big" + i + "', s: '" + big + "'}"))
                .toArray(TransactWriteItem[]::new))))
                .startsWith("ValidationException: Transaction request cannot be larger than 4 MB");
        assertThat(all("first")).hasSize(100);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            # seconds later | second request                  | outcome             | counted
            0               | ADD n :x                        | done before         | 1
            599             | ADD n :x                        | done before         | 1
            601             | ADD n :x                        | done again          | 2
            0               | ADD m :x                        | mismatch            | 1
            """)
    void aTokenIsRememberedForTenMinutes(int secondsLater, String update, String outcome, int counted) {
        TransactWriteItem first = update("first", "{pk: 'k'}", "ADD n :x", "{:x: 1}");
        client.transactWriteItems(request -> request.transactItems(first).clientRequestToken("token"));
        now = now.plusSeconds(secondsLater);

        TransactWriteItem second = update("first", "{pk: 'k'}", update, "{:x: 1}");
        Runnable again = () -> client.transactWriteItems(request -> request.transactItems(second)
                .clientRequestToken("token").returnConsumedCapacity(ReturnConsumedCapacity.TOTAL));
        if (outcome.equals("mismatch")) {
            assertThat(errors.errorOf(again)).startsWith("IdempotentParameterMismatchException: ");
        } else {
            again.run();
        }

        assertThat(all("first")).containsExactly("{n: " + counted + ", pk: 'k'}");
    }

    @Test
    void aFailedTransactionDoesNotUseItsTokenUp() {
        TransactWriteItem[] items = {put("first", "{pk: 'new'}"),
                check("second", "{pk: 'k', sk: 1}", "attribute_exists(pk)")};
        Runnable request = () -> client
                .transactWriteItems(write -> write.transactItems(items).clientRequestToken("token"));
        assertThat(errors.errorOf(request)).startsWith("TransactionCanceledException");
        client.putItem(put -> put.tableName("second").item(Notation.item("{pk: 'k', sk: 1}")));

        request.run();

        assertThat(all("first")).containsExactly("{pk: 'new'}");
    }

    @Test
    void capacityIsDoubleAndOfAKind() {
        TransactWriteItem item = put("first", "{pk: 'k', s: '" + "x".repeat(1100) + "'}");

        var first = client.transactWriteItems(request -> request.transactItems(item).clientRequestToken("token")
                .returnConsumedCapacity(ReturnConsumedCapacity.TOTAL)).consumedCapacity().getFirst();
        var again = client.transactWriteItems(request -> request.transactItems(item).clientRequestToken("token")
                .returnConsumedCapacity(ReturnConsumedCapacity.TOTAL)).consumedCapacity().getFirst();

        assertThat(first.capacityUnits()).isEqualTo(4);
        assertThat(first.writeCapacityUnits()).isEqualTo(4);
        assertThat(again.capacityUnits()).isEqualTo(2);
        assertThat(again.readCapacityUnits()).isEqualTo(2);
    }

    @Test
    void readsSeeItemsInTheOrderAskedFor() {
        write(put("first", "{pk: 'k', n: 1, m: {a: 1, c: 2}}"), put("second", "{pk: 'k', sk: 1}"));

        var answer = client.transactGetItems(request -> request
                .transactItems(get("second", "{pk: 'k', sk: 1}"), get("first", "{pk: 'none'}"),
                        TransactGetItem.builder().get(get -> get.tableName("first").key(Notation.item("{pk: 'k'}"))
                                .projectionExpression("m.a")).build())
                .returnConsumedCapacity(ReturnConsumedCapacity.TOTAL));

        assertThat(answer.responses().stream().map(response -> Notation.text(response.item())))
                .containsExactly("{pk: 'k', sk: 1}", "{}", "{m: {a: 1}}");
        assertThat(answer.consumedCapacity()).hasSize(2);
        assertThat(answer.consumedCapacity().getLast().readCapacityUnits()).isEqualTo(4);
        assertThat(errors.errorOf(() -> client.transactGetItems(
                request -> request.transactItems(get("first", "{pk: 'k'}"), get("first", "{pk: 'k'}")))))
                .isEqualTo("ValidationException: Transaction request cannot include multiple operations on one item");
    }

    private static TransactGetItem get(String table, String key) {
        return TransactGetItem.builder().get(get -> get.tableName(table).key(Notation.item(key))).build();
    }

    /// Two items whose sum is always ten: money goes from one to the other while readers look.
    @Test
    void readersNeverSeeHalfATransaction() throws Exception {
        write(put("first", "{pk: 'a', n: 10}"), put("second", "{pk: 'b', sk: 1, n: 0}"));
        List<Integer> sums = Collections.synchronizedList(new ArrayList<>());
        try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
            List<Future<?>> running = new ArrayList<>();
            for (int thread = 0; thread < 8; thread++) {
                boolean writer = thread % 2 == 0;
                running.add(threads.submit(() -> {
                    for (int i = 0; i < 10; i++) {
                        if (writer) {
                            write(update("first", "{pk: 'a'}", "ADD n :x", "{:x: -1}"),
                                    update("second", "{pk: 'b', sk: 1}", "ADD n :x", "{:x: 1}"));
                        } else {
                            sums.add(sum());
                        }
                    }
                }));
            }
            for (Future<?> thread : running) {
                thread.get();
            }
        }

        assertThat(sums).hasSize(40).containsOnly(10);
        assertThat(all("second")).containsExactly("{n: 40, pk: 'b', sk: 1}");
    }

    private int sum() {
        return client
                .transactGetItems(
                        request -> request.transactItems(get("first", "{pk: 'a'}"), get("second", "{pk: 'b', sk: 1}")))
                .responses().stream().mapToInt(response -> Integer.parseInt(response.item().get("n").n())).sum();
    }
}
