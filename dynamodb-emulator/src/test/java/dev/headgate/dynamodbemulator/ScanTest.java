package dev.headgate.dynamodbemulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.dynamodb.model.ProjectionType;
import software.amazon.awssdk.services.dynamodb.model.ScanRequest;
import software.amazon.awssdk.services.dynamodb.model.ScanResponse;

class ScanTest {
    private static final int ITEMS = 60;

    @RegisterExtension
    static final Endpoint ENDPOINT = new Endpoint();

    private static String table;

    @BeforeAll
    static void fill() {
        table = ENDPOINT.create(Endpoint.definition("pk:S", "g:N")
                .globalSecondaryIndexes(Endpoint.index("by-g", "g", ProjectionType.KEYS_ONLY)));
        IntStream.range(0, ITEMS).forEach(i -> ENDPOINT.put(table,
                "{pk: 'k" + i + "', n: " + i + (i % 3 == 0 ? ", g: " + i % 2 : "") + "}"));
    }

    private static Set<String> expected() {
        Set<String> keys = new TreeSet<>();
        IntStream.range(0, ITEMS).forEach(i -> keys.add("k" + i));
        return keys;
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 59, 60, 61})
    void pagesAddUpToTheWhole(int limit) {
        List<String> seen = new ArrayList<>();
        ENDPOINT.client().scanPaginator(request -> request.tableName(table).limit(limit)).items()
                .forEach(item -> seen.add(item.get("pk").s()));
        assertThat(seen).hasSize(ITEMS).containsExactlyInAnyOrderElementsOf(expected());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 16, 100})
    void segmentsAddUpToTheWhole(int total) {
        List<String> seen = new ArrayList<>();
        for (int segment = 0; segment < total; segment++) {
            int number = segment;
            ENDPOINT.client()
                    .scanPaginator(request -> request.tableName(table).limit(5).segment(number).totalSegments(total))
                    .items().forEach(item -> seen.add(item.get("pk").s()));
        }
        assertThat(seen).hasSize(ITEMS).containsExactlyInAnyOrderElementsOf(expected());
    }

    @Test
    void segmentsShareTheItems() {
        int first = ENDPOINT.client().scan(request -> request.tableName(table).segment(0).totalSegments(2)).count();
        assertThat(first).isBetween(ITEMS / 4, ITEMS * 3 / 4);
    }

    @ParameterizedTest(name = "{0} of {1}")
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            # segment | total   | message
            0         |         | The TotalSegments parameter is required but was not present in the request when Segment parameter is present
                      | 2       | The Segment parameter is required but was not present in the request when TotalSegments parameter is present
            2         | 2       | The Segment parameter is zero-based and must be less than parameter TotalSegments: Segment: 2 is not less than TotalSegments: 2
            0         | 0       | 1 validation error detected: Value '0' at 'totalSegments' failed to satisfy constraint: Member must have value greater than or equal to 1
            0         | 1000001 | 1 validation error detected: Value '1000001' at 'totalSegments' failed to satisfy constraint: Member must have value less than or equal to 1000000
            """)
    void segmentsAreRefused(Integer segment, Integer total, String message) {
        assertThat(ENDPOINT.errorOf(() -> ENDPOINT.client()
                .scan(request -> request.tableName(table).segment(segment).totalSegments(total))))
                .isEqualTo("ValidationException: " + message);
    }

    @Test
    void aStartKeyBelongsToItsSegment() {
        var keyOfFirst = ENDPOINT.client()
                .scan(request -> request.tableName(table).segment(0).totalSegments(2).limit(1)).lastEvaluatedKey();
        assertThat(ENDPOINT.errorOf(() -> ENDPOINT.client().scan(
                request -> request.tableName(table).segment(1).totalSegments(2).exclusiveStartKey(keyOfFirst))))
                .contains("Please use ExclusiveStartKey with correct Segment. TotalSegments: 2 Segment: 1");
    }

    @Test
    void aFilterDropsItemsAfterTheyAreRead() {
        ScanResponse answer = ENDPOINT.client()
                .scan(request -> request.tableName(table).filterExpression("n < :n AND pk <> :pk")
                        .expressionAttributeValues(Notation.item("{:n: 10, :pk: 'k3'}")).projectionExpression("n"));
        assertThat(answer.count()).isEqualTo(9);
        assertThat(answer.scannedCount()).isEqualTo(ITEMS);
        Set<String> seen = new HashSet<>();
        answer.items().forEach(item -> seen.add(Notation.text(item)));
        assertThat(seen).contains("{n: 9}").doesNotContain("{n: 3}");
    }

    @Test
    void anIndexHasOnlyItemsWithItsKey() {
        List<String> seen = new ArrayList<>();
        ENDPOINT.client().scanPaginator(ScanRequest.builder().tableName(table).indexName("by-g").limit(3).build())
                .items().forEach(item -> seen.add(Notation.text(item)));
        assertThat(seen).hasSize(ITEMS / 3).contains("{g: 1, pk: 'k3'}", "{g: 0, pk: 'k6'}").doesNotHaveDuplicates();
    }

    /// Five items of 300 KB: three make 900 KB, a fourth would go beyond 1 MB.
    @Test
    void aPageHasOneMegabyteAtMost() {
        String own = ENDPOINT.table();
        String text = "x".repeat(300 * 1024);
        IntStream.range(0, 5).forEach(i -> ENDPOINT.put(own, "{pk: 'k" + i + "', s: '" + text + "'}"));

        List<Integer> pages = ENDPOINT.client().scanPaginator(request -> request.tableName(own)).stream()
                .map(ScanResponse::count).toList();

        assertThat(pages).containsExactly(3, 2);
    }
}
