package dev.headgate.dynamodbemulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ProjectionType;

class ItemRulesTest {
    @RegisterExtension
    static final Endpoint ENDPOINT = new Endpoint();

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            # number                                         | as stored
            0                                                | 0
            -0                                               | 0
            0.000                                            | 0
            0e50                                             | 0
            1                                                | 1
            +1                                               | 1
            1.0                                              | 1
            100                                              | 100
            1e2                                              | 100
            1E+2                                             | 100
            .5                                               | 0.5
            5.                                               | 5
            -12.3400                                         | -12.34
            007                                              | 7
            1e-5                                             | 0.00001
            12345678901234567890123456789012345678           | 12345678901234567890123456789012345678
            0.12345678901234567890123456789012345678         | 0.12345678901234567890123456789012345678
            123456789012345678901234567890123456780000       | 123456789012345678901234567890123456780000
            1e-130                                           | 0.0000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000001
            9.9999999999999999999999999999999999999e125      | 999999999999999999999999999999999999990000000000000000000000000000000000000000000000000000000000000000000000000000000000000000
            """)
    void numbersAreStoredInOneForm(String number, String stored) {
        String table = ENDPOINT.table();
        ENDPOINT.put(table, "{pk: 'k', n: " + number + "}");
        assertThat(ENDPOINT.get(table, "{pk: 'k'}")).isEqualTo("{n: " + stored + ", pk: 'k'}");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            # item                                                    | message
            {n: 1}                                                    | One or more parameter values were invalid: Missing the key pk in the item
            {pk: 'k'}                                                 | One or more parameter values were invalid: Missing the key sk in the item
            {pk: 1, sk: 1}                                            | One or more parameter values were invalid: Type mismatch for key pk expected: S actual: N
            {pk: 'k', sk: '1'}                                        | One or more parameter values were invalid: Type mismatch for key sk expected: N actual: S
            {pk: '', sk: 1}                                           | One or more parameter values are not valid. The AttributeValue for a key attribute cannot contain an empty string value. Key: pk
            {pk: 'k', sk: 1, gk: 'x'}                                 | One or more parameter values were invalid: Type mismatch for Index Key gk Expected: B Actual: S IndexName: by-gk
            {pk: 'k', sk: 1, gk: b64''}                               | One or more parameter values are not valid. A value specified for a secondary index key is not supported. The AttributeValue for a key attribute cannot contain an empty binary value. IndexName: by-gk, IndexKey: gk
            {pk: 'k', sk: 1, n: x}                                    | The parameter cannot be converted to a numeric value: x
            {pk: 'k', sk: 1, n: 1e}                                   | The parameter cannot be converted to a numeric value: 1e
            {pk: 'k', sk: 1, n: Infinity}                                | The parameter cannot be converted to a numeric value: Infinity
            {pk: 'k', sk: 1, n: 1e126}                                | Number overflow. Attempting to store a number with magnitude larger than supported range
            {pk: 'k', sk: 1, n: -1e126}                               | Number overflow. Attempting to store a number with magnitude larger than supported range
            {pk: 'k', sk: 1, n: 1e-131}                               | Number underflow. Attempting to store a number with magnitude smaller than supported range
            {pk: 'k', sk: 1, n: 123456789012345678901234567890123456789} | Attempting to store more than 38 significant digits in a Number
            {pk: 'k', sk: 1, s: S<>}                                  | One or more parameter values were invalid: An string set  may not be empty
            {pk: 'k', sk: 1, s: N<>}                                  | One or more parameter values were invalid: An number set  may not be empty
            {pk: 'k', sk: 1, s: B<>}                                  | One or more parameter values were invalid: Binary sets should not be empty
            {pk: 'k', sk: 1, s: S<'a', 'a'>}                          | One or more parameter values were invalid: Input collection [a, a] contains duplicates.
            {pk: 'k', sk: 1, s: N<1, 1.0>}                            | One or more parameter values were invalid: Input collection [1, 1] contains duplicates.
            {pk: 'k', sk: 1, l: [{m: N<>}]}                           | One or more parameter values were invalid: An number set  may not be empty
            """)
    void itemsAreRefused(String item, String message) {
        String table = table();
        assertThat(ENDPOINT.errorOf(() -> ENDPOINT.put(table, item))).isEqualTo("ValidationException: " + message);
    }

    private static String table() {
        return ENDPOINT.create(Endpoint.definition("pk:S, sk:N", "gk:B")
                .globalSecondaryIndexes(Endpoint.index("by-gk", "gk", ProjectionType.ALL)));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            # key                       | message
            {pk: 'k'}                   | The provided key element does not match the schema
            {sk: 1}                     | The provided key element does not match the schema
            {pk: 'k', sk: 1, n: 1}      | The provided key element does not match the schema
            {pk: 'k', sx: 1}            | The provided key element does not match the schema
            {pk: 1, sk: 1}              | The provided key element does not match the schema
            {pk: '', sk: 1}             | One or more parameter values are not valid. The AttributeValue for a key attribute cannot contain an empty string value. Key: pk
            """, quoteCharacter = '"')
    void keysAreRefused(String key, String message) {
        String table = table();
        String wanted = "ValidationException: " + message;
        assertThat(ENDPOINT.errorOf(() -> ENDPOINT.get(table, key))).isEqualTo(wanted);
        assertThat(ENDPOINT.errorOf(() -> ENDPOINT.client()
                .deleteItem(request -> request.tableName(table).key(Notation.item(key))))).isEqualTo(wanted);
        assertThat(ENDPOINT.errorOf(() -> ENDPOINT.client()
                .updateItem(request -> request.tableName(table).key(Notation.item(key))))).isEqualTo(wanted);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            # update           | condition  | message
            SET pk = :x        |            | One or more parameter values were invalid: Cannot update attribute pk. This attribute is part of the key
            ADD sk :x          |            | One or more parameter values were invalid: Cannot update attribute sk. This attribute is part of the key
            REMOVE sk          | n = :x     | One or more parameter values were invalid: Cannot update attribute sk. This attribute is part of the key
            SET pk.a = :x      |            | One or more parameter values were invalid: Cannot update attribute pk. This attribute is part of the key
            SET gk = :x        |            | One or more parameter values were invalid: Type mismatch for Index Key gk Expected: B Actual: N IndexName: by-gk
            SET gk.a = :x      |            | Key attributes must be scalars; list random access '[]' and map lookup '.' are not allowed: IndexKey: gk
            SET n = :x         | pk[0] = :x | Key attributes must be scalars; list random access '[]' and map lookup '.' are not allowed: Key: pk
            """)
    void keysAreNotUpdated(String update, String condition, String message) {
        String table = table();
        assertThat(ENDPOINT.errorOf(() -> ENDPOINT.client()
                .updateItem(request -> request.tableName(table).key(Notation.item("{pk: 'k', sk: 1}"))
                        .updateExpression(update).conditionExpression(condition)
                        .expressionAttributeValues(Notation.item("{:x: 1}")))))
                .isEqualTo("ValidationException: " + message);
    }

    @Test
    void emptyValuesAreStoredWhereTheyAreNoKeys() {
        String table = ENDPOINT.table();
        String item = "{b: b64'', l: [], m: {}, pk: 'k', s: '', ss: S<''>}";
        ENDPOINT.put(table, item);
        assertThat(ENDPOINT.get(table, "{pk: 'k'}")).isEqualTo(item);
    }

    /// An item of exactly 400 KB: two for the name `pk`, one for its value, one for the name `s`.
    @Test
    void itemsMayHave400Kilobytes() {
        String table = ENDPOINT.table();
        String largest = "x".repeat(400 * 1024 - 4);

        ENDPOINT.put(table, "{pk: 'k', s: '" + largest + "'}");
        assertThat(ENDPOINT.errorOf(() -> ENDPOINT.put(table, "{pk: 'k', s: '" + largest + "x'}")))
                .isEqualTo("ValidationException: Item size has exceeded the maximum allowed size");
        assertThat(ENDPOINT.errorOf(() -> ENDPOINT.client().updateItem(request -> request.tableName(table)
                .key(Notation.item("{pk: 'k'}")).updateExpression("SET t = s"))))
                .isEqualTo("ValidationException: Item size to update has exceeded the maximum allowed size");
    }

    @Test
    void keysHaveSizes() {
        String table = ENDPOINT.table("pk:S, sk:S");
        String ofPartition = "x".repeat(2048);
        String ofSort = "\u00e4".repeat(512);

        ENDPOINT.put(table, "{pk: '" + ofPartition + "', sk: '" + ofSort + "'}");
        assertThat(ENDPOINT.errorOf(() -> ENDPOINT.put(table, "{pk: '" + ofPartition + "x', sk: 's'}"))).isEqualTo(
                "ValidationException: One or more parameter values were invalid: Size of hashkey has exceeded the "
                        + "maximum size limit of2048 bytes");
        assertThat(ENDPOINT.errorOf(() -> ENDPOINT.put(table, "{pk: 'k', sk: '" + ofSort + "x'}"))).isEqualTo(
                "ValidationException: One or more parameter values were invalid: Aggregated size of all range keys has "
                        + "exceeded the size limit of 1024 bytes");
    }

    @Test
    void documentsNest32Levels() {
        String table = ENDPOINT.table();
        AttributeValue deepest = AttributeValue.fromN("1");
        for (int i = 0; i < 32; i++) {
            deepest = i % 2 == 0 ? AttributeValue.fromL(List.of(deepest)) : AttributeValue.fromM(Map.of("m", deepest));
        }
        String item = "{pk: 'k', l: " + Notation.text(deepest) + "}";

        ENDPOINT.put(table, item);
        assertThat(ENDPOINT.errorOf(() -> ENDPOINT.put(table, "{pk: 'k', l: [" + item + "]}")))
                .isEqualTo("ValidationException: Nesting Levels have exceeded supported limits");
    }
}
