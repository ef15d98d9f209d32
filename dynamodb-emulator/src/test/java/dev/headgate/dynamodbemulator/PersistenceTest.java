package dev.headgate.dynamodbemulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headgate.dynamodbemulator.journal.JournalFile;
import dev.headgate.dynamodbemulator.json.Json;
import dev.headgate.dynamodbemulator.json.JsonText;
import dev.headgate.dynamodbemulator.operation.Operations;
import dev.headgate.dynamodbemulator.table.Database;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.ProjectionType;

class PersistenceTest {
    private static final InstantSource CLOCK = () -> Instant.ofEpochSecond(1_700_000_000);
    private static final String TABLE = """
            {"TableName": "items", "BillingMode": "PAY_PER_REQUEST",
             "AttributeDefinitions": [{"AttributeName": "pk", "AttributeType": "S"}],
             "KeySchema": [{"AttributeName": "pk", "KeyType": "HASH"}]}""";

    @TempDir
    Path directory;

    /// Runs one life of an endpoint in the directory.
    private void life(Consumer<DynamoDbClient> deeds) throws IOException {
        try (EmbeddedDynamoDb server = EmbeddedDynamoDb.start(0, directory, CLOCK);
                DynamoDbClient client = Endpoint.client(server.endpoint())) {
            deeds.accept(client);
        }
    }

    private static void put(DynamoDbClient client, String table, String item) {
        client.putItem(request -> request.tableName(table).item(Notation.item(item)));
    }

    @Test
    void anotherLifeFindsAllThereWas() throws IOException {
        String item = "{b: b64'AQI=', bs: B<b64'AQ=='>, f: false, l: [1, ['x'], {k: null}], n: -1.5, ns: N<1, 2>, "
                + "pk: 'k\u20ac\ud83d\ude00', s: '', sk: 1, ss: S<'a', 'b'>}";
        life(client -> {
            client.createTable(Endpoint.named("plain", "pk:S").build());
            client.createTable(Endpoint.named("gone", "pk:S").build());
            client.createTable(Endpoint.named("items", "pk:S, sk:N")
                    .globalSecondaryIndexes(Endpoint.index("turned", "sk", ProjectionType.INCLUDE, "s", "n")).build());
            client.updateTimeToLive(request -> request.tableName("plain")
                    .timeToLiveSpecification(ttl -> ttl.attributeName("ttl").enabled(true)));
            put(client, "items", item);
            put(client, "items", "{pk: 'removed', sk: 2}");
            put(client, "plain", "{pk: 'k'}");
            client.deleteItem(request -> request.tableName("items").key(Notation.item("{pk: 'removed', sk: 2}")));
            client.deleteTable(request -> request.tableName("gone"));
        });

        life(client -> {
            assertThat(client.listTables().tableNames()).containsExactly("items", "plain");
            assertThat(client.scan(request -> request.tableName("items")).items().stream().map(Notation::text))
                    .containsExactly(item);
            assertThat(client.query(request -> request.tableName("items").indexName("turned")
                    .keyConditionExpression("sk = :x").expressionAttributeValues(Notation.item("{:x: 1}"))).items()
                    .stream()
                    .map(Notation::text)).containsExactly("{n: -1.5, pk: 'k\u20ac\ud83d\ude00', s: '', sk: 1}");
            assertThat(client.describeTimeToLive(request -> request.tableName("plain")).timeToLiveDescription()
                    .attributeName()).isEqualTo("ttl");
            assertThat(client.describeTable(request -> request.tableName("items")).table().creationDateTime())
                    .isEqualTo(CLOCK.instant());
        });
    }

    @Test
    void aDirectoryIsForOneEndpointAtATime() throws IOException {
        try (EmbeddedDynamoDb _ = EmbeddedDynamoDb.start(0, directory)) {
            assertThatThrownBy(() -> EmbeddedDynamoDb.start(0, directory)).isInstanceOf(IOException.class)
                    .hasMessageEndingWith("is in use by another endpoint");
        }
        EmbeddedDynamoDb again = EmbeddedDynamoDb.start(0, directory);
        again.close();
        again.close();
    }

    @Test
    void aPortThatIsTakenLeavesTheDirectoryFree() throws IOException {
        try (ServerSocket taken = new ServerSocket(0)) {
            assertThatThrownBy(() -> EmbeddedDynamoDb.start(taken.getLocalPort(), directory))
                    .isInstanceOf(IOException.class);
        }
        EmbeddedDynamoDb.start(0, directory).close();
    }

    /// The database alone, killed by never being closed: what a life wrote stands in the file as it was appended.
    private byte[] journalOf(String... requests) throws Exception {
        Path killed = Files.createTempDirectory(directory, "killed");
        try (JournalFile _ = open(killed, requests)) {
            return Files.readAllBytes(killed.resolve("tables.log"));
        }
    }

    private static JournalFile open(Path directory, String... requests) throws Exception {
        JournalFile.Opened opened = JournalFile.open(directory, journal -> new Database(CLOCK, journal));
        Operations operations = new Operations(opened.database(), CLOCK);
        for (String request : requests) {
            run(operations, request);
        }
        return opened.journal();
    }

    /// Runs a request written as the operation's name and its parameters.
    private static Json.Obj run(Operations operations, String request) throws Exception {
        int blank = request.indexOf(' ');
        byte[] parameters = request.substring(blank).getBytes(StandardCharsets.UTF_8);
        return operations.run(request.substring(0, blank), (Json.Obj) JsonText.read(parameters));
    }

    /// What a scan tells after a start with that journal.
    private String scanAfter(byte[] journal) throws Exception {
        Path revived = Files.createTempDirectory(directory, "revived");
        Files.write(revived.resolve("tables.log"), journal);
        JournalFile.Opened opened = JournalFile.open(revived, file -> new Database(CLOCK, file));
        try (JournalFile _ = opened.journal()) {
            Operations operations = new Operations(opened.database(), CLOCK);
            return new String(JsonText.write(run(operations, "Scan {\"TableName\":\"items\"}")),
                    StandardCharsets.UTF_8);
        }
    }

    @Test
    void aTornLastRecordIsAsIfItNeverWas() throws Exception {
        String first = "PutItem {\"TableName\":\"items\",\"Item\":{\"pk\":{\"S\":\"a\"},\"n\":{\"N\":\"1\"}}}";
        String last = "TransactWriteItems {\"TransactItems\":["
                + "{\"Put\":{\"TableName\":\"items\",\"Item\":{\"pk\":{\"S\":\"b\u00fc\"}}}},"
                + "{\"Delete\":{\"TableName\":\"items\",\"Key\":{\"pk\":{\"S\":\"a\"}}}}]}";
        byte[] before = journalOf("CreateTable " + TABLE, first);
        byte[] after = journalOf("CreateTable " + TABLE, first, last);
        // The identifier of the table is different in each life; the length is not.
        int start = before.length;

        for (int length = start; length < after.length; length++) {
            assertThat(scanAfter(Arrays.copyOf(after, length))).as("cut at byte %d of %d", length, after.length)
                    .isEqualTo(
                            "{\"Items\":[{\"pk\":{\"S\":\"a\"},\"n\":{\"N\":\"1\"}}],\"Count\":1,\"ScannedCount\":1}");
        }
        assertThat(scanAfter(after))
                .isEqualTo("{\"Items\":[{\"pk\":{\"S\":\"b\u00fc\"}}],\"Count\":1,\"ScannedCount\":1}");
    }

    @Test
    void aDamagedRecordBeforeTheLastIsAnError() throws Exception {
        byte[] journal = journalOf("CreateTable " + TABLE,
                "PutItem {\"TableName\":\"items\",\"Item\":{\"pk\":{\"S\":\"a\"}}}",
                "PutItem {\"TableName\":\"items\",\"Item\":{\"pk\":{\"S\":\"b\"}}}");
        String text = new String(journal, StandardCharsets.UTF_8);
        byte[] damaged = text.replace("{\"S\":\"a\"}", "{\"S\":\"c\"}").getBytes(StandardCharsets.UTF_8);

        assertThatThrownBy(() -> scanAfter(damaged)).isInstanceOf(IOException.class)
                .hasMessageEndingWith("tables.log, line 3: damaged");
    }

    @Test
    void aStartLeavesNoMoreThanTheState() throws Exception {
        String update = "UpdateItem {\"TableName\":\"items\",\"Key\":{\"pk\":{\"S\":\"a\"}},"
                + "\"UpdateExpression\":\"ADD n :x\",\"ExpressionAttributeValues\":{\":x\":{\"N\":\"1\"}}}";
        String[] requests = new String[101];
        Arrays.fill(requests, update);
        requests[0] = "CreateTable " + TABLE;
        Path directoryOfMany = Files.createTempDirectory(directory, "many");
        open(directoryOfMany, requests).close();
        assertThat(lines(directoryOfMany)).isEqualTo(1 + 1 + 100);

        // A kill while the next file was being written leaves a part of it.
        Files.writeString(directoryOfMany.resolve("tables.log.next"), "half a li");
        open(directoryOfMany).close();

        assertThat(lines(directoryOfMany)).isEqualTo(1 + 1 + 1);
        assertThat(Files.readString(directoryOfMany.resolve("tables.log"))).contains("{\"N\":\"100\"}");
    }

    @Test
    void muchGrowthRewritesTheFileWhileItRuns() throws Exception {
        Path growing = Files.createTempDirectory(directory, "growing");
        String large = "PutItem {\"TableName\":\"items\",\"Item\":{\"pk\":{\"S\":\"a\"},\"s\":{\"S\":\""
                + "x".repeat(390 * 1024) + "\"}}}";
        String[] requests = new String[50];
        Arrays.fill(requests, large);
        requests[0] = "CreateTable " + TABLE;
        open(growing, requests).close();

        assertThat(lines(growing)).as("a header, a table, an item, and what came after the rewriting").isLessThan(15);
        assertThat(scanAfter(Files.readAllBytes(growing.resolve("tables.log")))).contains("\"Count\":1");
    }

    @Test
    void writersLoseNothingWhileTheFileIsRewritten() throws Exception {
        String update = "UpdateItem {\"TableName\":\"items\",\"Key\":{\"pk\":{\"S\":\"a\"}},"
                + "\"UpdateExpression\":\"ADD n :x\",\"ExpressionAttributeValues\":{\":x\":{\"N\":\"1\"}}}";
        JournalFile.Opened opened = JournalFile.open(directory, journal -> new Database(CLOCK, journal));
        Operations operations = new Operations(opened.database(), CLOCK);
        run(operations, "CreateTable " + TABLE);
        try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
            List<Future<?>> running = new ArrayList<>();
            for (int thread = 0; thread < 8; thread++) {
                running.add(threads.submit(() -> {
                    for (int i = 0; i < 100; i++) {
                        run(operations, update);
                        if (i % 20 == 0) {
                            opened.database().compact();
                        }
                    }
                    return null;
                }));
            }
            for (Future<?> thread : running) {
                thread.get();
            }
        }
        opened.journal().close();

        assertThat(scanAfter(Files.readAllBytes(directory.resolve("tables.log")))).contains("{\"N\":\"800\"}");
    }

    private static long lines(Path directory) throws IOException {
        return Files.readAllLines(directory.resolve("tables.log")).size();
    }
}
