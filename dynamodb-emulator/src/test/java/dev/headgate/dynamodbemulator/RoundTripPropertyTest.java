package dev.headgate.dynamodbemulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.lifecycle.AfterProperty;
import net.jqwik.api.lifecycle.BeforeProperty;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

/// Random items come back as they were put, through the SDK and through the files of an endpoint.
class RoundTripPropertyTest {
    private Path directory;

    @BeforeProperty
    void makeDirectory() throws IOException {
        directory = Files.createTempDirectory("round-trip");
    }

    @AfterProperty
    void deleteDirectory() throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    @Provide
    Arbitrary<List<Map<String, AttributeValue>>> items() {
        return Arbitraries.maps(names(), values()).ofMaxSize(5).list().ofMinSize(1).ofMaxSize(10);
    }

    private static Arbitrary<String> names() {
        return texts().filter(name -> !name.isEmpty() && !name.equals("pk"));
    }

    /// Any Unicode but halves of surrogate pairs, which UTF-8 cannot carry.
    private static Arbitrary<String> texts() {
        return Arbitraries.strings().all().ofMaxLength(8)
                .map(text -> text.codePoints().filter(c -> c < Character.MIN_SURROGATE || c > Character.MAX_SURROGATE)
                        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append).toString());
    }

    private static Arbitrary<String> numbers() {
        return Arbitraries.bigDecimals().between(new BigDecimal("-1e30"), new BigDecimal("1e30")).ofScale(7)
                .map(number -> number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString());
    }

    private static Arbitrary<SdkBytes> binaries() {
        return Arbitraries.bytes().array(byte[].class).ofMaxSize(8).map(SdkBytes::fromByteArray);
    }

    private static Arbitrary<AttributeValue> values() {
        Arbitrary<AttributeValue> scalars = Arbitraries.oneOf(texts().map(AttributeValue::fromS),
                numbers().map(AttributeValue::fromN), binaries().map(AttributeValue::fromB),
                Arbitraries.of(true, false).map(AttributeValue::fromBool), Arbitraries.of(AttributeValue.fromNul(true)),
                texts().list().uniqueElements().ofMinSize(1).ofMaxSize(4).map(AttributeValue::fromSs),
                numbers().list().uniqueElements().ofMinSize(1).ofMaxSize(4).map(AttributeValue::fromNs),
                binaries().list().uniqueElements().ofMinSize(1).ofMaxSize(4).map(AttributeValue::fromBs));
        return Arbitraries.recursive(() -> scalars,
                inner -> Arbitraries.oneOf(inner, inner.list().ofMaxSize(3).map(AttributeValue::fromL),
                        Arbitraries.maps(names(), inner).ofMaxSize(3).map(AttributeValue::fromM)),
                0, 4);
    }

    @Property(tries = 15, shrinking = ShrinkingMode.OFF)
    void itemsComeBackAsTheyWerePut(@ForAll("items") List<Map<String, AttributeValue>> items) throws IOException {
        Map<String, String> put = new TreeMap<>();
        try (EmbeddedDynamoDb server = EmbeddedDynamoDb.start(0, directory);
                DynamoDbClient client = Endpoint.client(server.endpoint())) {
            client.listTables().tableNames().forEach(name -> client.deleteTable(request -> request.tableName(name)));
            client.createTable(Endpoint.named("items", "pk:N").build());
            for (int i = 0; i < items.size(); i++) {
                Map<String, AttributeValue> item = new TreeMap<>(items.get(i));
                item.put("pk", AttributeValue.fromN(Integer.toString(i)));
                client.putItem(request -> request.tableName("items").item(item));
                put.put(Integer.toString(i), Notation.text(item));
            }
            assertThat(all(client)).isEqualTo(put);
        }
        try (EmbeddedDynamoDb server = EmbeddedDynamoDb.start(0, directory);
                DynamoDbClient client = Endpoint.client(server.endpoint())) {
            assertThat(all(client)).isEqualTo(put);
        }
    }

    private static Map<String, String> all(DynamoDbClient client) {
        Map<String, String> all = new TreeMap<>();
        client.scan(request -> request.tableName("items")).items()
                .forEach(item -> all.put(item.get("pk").n(), Notation.text(item)));
        return all;
    }

    @Provide
    Arbitrary<List<String>> sortKeys() {
        return texts().filter(text -> !text.isEmpty()).list().uniqueElements().ofMinSize(1).ofMaxSize(25);
    }

    @Property(tries = 20, shrinking = ShrinkingMode.OFF)
    void textsAreSortedByTheirUtf8(@ForAll("sortKeys") List<String> keys) throws IOException {
        List<String> expected = keys.stream()
                .sorted(Comparator.comparing(key -> key.getBytes(StandardCharsets.UTF_8), Arrays::compareUnsigned))
                .toList();
        try (EmbeddedDynamoDb server = EmbeddedDynamoDb.start(0);
                DynamoDbClient client = Endpoint.client(server.endpoint())) {
            client.createTable(Endpoint.named("items", "pk:S, sk:S").build());
            List<WriteRequest> writes = keys.stream()
                    .map(key -> WriteRequest.builder()
                            .putRequest(write -> write
                                    .item(Map.of("pk", AttributeValue.fromS("p"), "sk", AttributeValue.fromS(key))))
                            .build())
                    .toList();
            client.batchWriteItem(request -> request.requestItems(Map.of("items", writes)));

            assertThat(client
                    .query(request -> request.tableName("items").keyConditionExpression("pk = :p")
                            .expressionAttributeValues(Notation.item("{:p: 'p'}")))
                    .items().stream().map(item -> item.get("sk").s())).containsExactlyElementsOf(expected);
        }
    }
}
