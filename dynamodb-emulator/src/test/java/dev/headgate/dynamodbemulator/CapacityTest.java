package dev.headgate.dynamodbemulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.dynamodb.model.Capacity;
import software.amazon.awssdk.services.dynamodb.model.ConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.ProjectionType;
import software.amazon.awssdk.services.dynamodb.model.ReturnConsumedCapacity;

class CapacityTest {
    @RegisterExtension
    static final Endpoint ENDPOINT = new Endpoint();

    /// An item of that many bytes, four of which are its names and its key.
    private static String item(int bytes) {
        return "{pk: 'k', s: '" + "x".repeat(bytes - 4) + "'}";
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            # bytes before | bytes put | write | eventual read | consistent read
            0              | 10        | 1     | 0.5           | 1
            0              | 1024      | 1     | 0.5           | 1
            0              | 1025      | 2     | 0.5           | 1
            0              | 4096      | 4     | 0.5           | 1
            0              | 4097      | 5     | 1             | 2
            9000           | 10        | 9     | 0.5           | 1
            10             | 9000      | 9     | 1.5           | 3
            """)
    void unitsGrowWithTheItem(int before, int bytes, double write, double eventual, double consistent) {
        String table = ENDPOINT.table();
        if (before > 0) {
            ENDPOINT.put(table, item(before));
        }

        assertThat(ENDPOINT.client().putItem(request -> request.tableName(table).item(Notation.item(item(bytes)))
                .returnConsumedCapacity(ReturnConsumedCapacity.TOTAL)).consumedCapacity().capacityUnits())
                .isEqualTo(write);
        assertThat(read(table, false)).isEqualTo(eventual);
        assertThat(read(table, true)).isEqualTo(consistent);
    }

    private static double read(String table, boolean consistent) {
        return ENDPOINT.client()
                .getItem(request -> request.tableName(table).key(Notation.item("{pk: 'k'}")).consistentRead(consistent)
                        .returnConsumedCapacity(ReturnConsumedCapacity.TOTAL))
                .consumedCapacity().capacityUnits();
    }

    @Test
    void anAbsentItemCostsTheLeast() {
        String table = ENDPOINT.table();
        assertThat(read(table, true)).isEqualTo(1);
        assertThat(ENDPOINT.client().deleteItem(request -> request.tableName(table).key(Notation.item("{pk: 'k'}"))
                .returnConsumedCapacity(ReturnConsumedCapacity.TOTAL)).consumedCapacity().capacityUnits()).isEqualTo(1);
    }

    @Test
    void nothingIsToldUnlessAsked() {
        String table = ENDPOINT.table();
        assertThat(ENDPOINT.client().getItem(request -> request.tableName(table).key(Notation.item("{pk: 'k'}")))
                .consumedCapacity()).isNull();
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            # item before            | item put                  | units by index and table
            {pk: 'other'}            | {pk: 'k', n: 1}           | table=1
            {pk: 'other'}            | {pk: 'k', a: 'v', n: 1}   | all=1 keys=1 table=1
            {pk: 'k', a: 'v', n: 1}  | {pk: 'k', a: 'v', n: 1}   | table=1
            {pk: 'k', a: 'v', n: 1}  | {pk: 'k', a: 'v', n: 2}   | all=1 table=1
            {pk: 'k', a: 'v', n: 1}  | {pk: 'k', a: 'w', n: 1}   | all=2 keys=2 table=1
            {pk: 'k', a: 'v', n: 1}  | {pk: 'k', n: 1}           | all=1 keys=1 table=1
            """)
    void indexesCostWhatChangesInThem(String before, String item, String units) {
        String table = ENDPOINT.create(Endpoint.definition("pk:S", "a:S").globalSecondaryIndexes(
                Endpoint.index("all", "a", ProjectionType.ALL), Endpoint.index("keys", "a", ProjectionType.KEYS_ONLY)));
        ENDPOINT.put(table, before);

        ConsumedCapacity consumed = ENDPOINT.client().putItem(request -> request.tableName(table)
                .item(Notation.item(item)).returnConsumedCapacity(ReturnConsumedCapacity.INDEXES)).consumedCapacity();

        Map<String, Capacity> all = new TreeMap<>(consumed.globalSecondaryIndexes());
        all.put("table", consumed.table());
        assertThat(
                all.entrySet().stream().map(entry -> entry.getKey() + "=" + entry.getValue().capacityUnits().intValue())
                        .collect(Collectors.joining(" ")))
                .isEqualTo(units);
        assertThat(consumed.capacityUnits())
                .isEqualTo(all.values().stream().mapToDouble(Capacity::capacityUnits).sum());
    }
}
