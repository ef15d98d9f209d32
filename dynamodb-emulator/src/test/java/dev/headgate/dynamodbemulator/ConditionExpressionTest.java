package dev.headgate.dynamodbemulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;

class ConditionExpressionTest {
    @RegisterExtension
    static final Endpoint ENDPOINT = new Endpoint();

    /// Every row is asked twice: as the condition of an update and as the filter of a scan.
    @ParameterizedTest(name = "{0} {1} {2}")
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            # comparators
            {a: 1}                  | a = :x                              | {:x: 1}                  | true
            {a: 1}                  | a = :x                              | {:x: 1.0}                | true
            {a: 1}                  | a = :x                              | {:x: '1'}                | false
            {a: 1}                  | a <> :x                             | {:x: '1'}                | true
            {a: 1}                  | a <> :x                             | {:x: 1}                  | false
            {}                      | a = :x                              | {:x: 1}                  | false
            {}                      | a <> :x                             | {:x: 1}                  | true
            {}                      | a < :x                              | {:x: 1}                  | false
            {}                      | a = b                               |                          | false
            {}                      | a <> b                              |                          | true
            {a: 2}                  | a < :x                              | {:x: 10}                 | true
            {a: '2'}                | a < :x                              | {:x: '10'}               | false
            {a: 2}                  | a < :x                              | {:x: '10'}               | false
            {a: -2}                 | a < :x                              | {:x: -1.5}               | true
            {a: 2}                  | a <= :x                             | {:x: 2}                  | true
            {a: 2}                  | a >= :x                             | {:x: 2.00}               | true
            {a: 2}                  | a > :x                              | {:x: 2}                  | false
            {a: 1e3}                | a = :x                              | {:x: 1000}               | true
            {a: b64'AQ=='}          | a < :x                              | {:x: b64'/w=='}          | true
            {a: true}               | a = :x                              | {:x: true}               | true
            {a: true}               | a = :x                              | {:x: false}              | false
            {a: null}               | a = :x                              | {:x: null}               | true
            {a: [1, 'x']}           | a = :x                              | {:x: [1, 'x']}           | true
            {a: [1, 'x']}           | a = :x                              | {:x: ['x', 1]}           | false
            {a: {k: 1, l: 2}}       | a = :x                              | {:x: {l: 2, k: 1}}       | true
            {a: S<'x', 'y'>}        | a = :x                              | {:x: S<'y', 'x'>}        | true
            {a: N<1, 2>}            | a = :x                              | {:x: N<2.0, 1>}          | true
            {a: N<1, 2>}            | a = :x                              | {:x: N<1>}               | false
            {a: 1, c: 1}            | a = c                               |                          | true
            {a: 1}                  | :x = a                              | {:x: 1}                  | true
            {a: 1}                  | :x < :y                             | {:x: 1, :y: 2}           | true
            # between and in
            {a: 5}                  | a BETWEEN :x AND :y                 | {:x: 5, :y: 6}           | true
            {a: 5}                  | a between :x and :y                 | {:x: 4, :y: 5}           | true
            {a: 5}                  | a BETWEEN :x AND :y                 | {:x: 6, :y: 7}           | false
            {}                      | a BETWEEN :x AND :y                 | {:x: 6, :y: 7}           | false
            {a: 'm'}                | a BETWEEN :x AND :y                 | {:x: 'a', :y: 'z'}       | true
            {a: 1, c: 2}            | :x BETWEEN a AND c                  | {:x: 2}                  | true
            {a: 1}                  | a IN (:x, :y)                       | {:x: 2, :y: 1}           | true
            {a: 1}                  | a IN (:x, :y)                       | {:x: 2, :y: '1'}         | false
            {a: 1, c: 1}            | a IN (c)                            |                          | true
            {}                      | a IN (:x)                           | {:x: 1}                  | false
            # precedence
            {a: 1}                  | a = :x OR a = :y AND a = :z         | {:x: 1, :y: 2, :z: 3}    | true
            {a: 1}                  | (a = :x OR a = :y) AND a = :z       | {:x: 1, :y: 2, :z: 3}    | false
            {a: 1}                  | NOT a = :x AND a = :y               | {:x: 1, :y: 2}           | false
            {a: 1}                  | NOT (a = :x AND a = :y)             | {:x: 1, :y: 2}           | true
            {a: 1}                  | NOT a = :x OR a = :x                | {:x: 1}                  | true
            {a: 1}                  | NOT NOT a = :x                      | {:x: 1}                  | true
            {a: 1}                  | not a = :x oR a = :y                | {:x: 2, :y: 3}           | true
            {a: 5}                  | a BETWEEN :x AND :y AND a = :z      | {:x: 1, :y: 9, :z: 5}    | true
            # parentheses
            {a: 1}                  | (a) = (:x)                          | {:x: 1}                  | true
            {a: 1}                  | (a = :x)                            | {:x: 1}                  | true
            {a: 'xyz'}              | (size(a)) = :x                      | {:x: 3}                  | true
            # functions
            {a: 1}                  | attribute_exists(a)                 |                          | true
            {}                      | attribute_exists(a)                 |                          | false
            {a: null}               | attribute_exists(a)                 |                          | true
            {}                      | attribute_not_exists(a)             |                          | true
            {a: {k: 1}}             | attribute_exists(a.k)               |                          | true
            {a: {k: 1}}             | attribute_exists(a.j)               |                          | false
            {a: [1, 2]}             | attribute_exists(a[1])              |                          | true
            {a: [1, 2]}             | attribute_exists(a[2])              |                          | false
            {a: 1}                  | attribute_exists(a.k)               |                          | false
            {a: 1}                  | attribute_type(a, :x)               | {:x: 'N'}                | true
            {a: 1}                  | attribute_type(a, :x)               | {:x: 'S'}                | false
            {a: null}               | attribute_type(a, :x)               | {:x: 'NULL'}             | true
            {a: S<'x'>}             | attribute_type(a, :x)               | {:x: 'SS'}               | true
            {}                      | attribute_type(a, :x)               | {:x: 'M'}                | false
            {a: 'hello'}            | begins_with(a, :x)                  | {:x: 'he'}               | true
            {a: 'hello'}            | begins_with(a, :x)                  | {:x: ''}                 | true
            {a: 'hello'}            | begins_with(a, :x)                  | {:x: 'el'}               | false
            {a: b64'AQID'}          | begins_with(a, :x)                  | {:x: b64'AQI='}          | true
            {a: 1}                  | begins_with(a, :x)                  | {:x: '1'}                | false
            {a: 'hello'}            | contains(a, :x)                     | {:x: 'ell'}              | true
            {a: 'hello'}            | contains(a, :x)                     | {:x: 'elk'}              | false
            {a: b64'AQID'}          | contains(a, :x)                     | {:x: b64'AgM='}          | true
            {a: S<'x', 'y'>}        | contains(a, :x)                     | {:x: 'y'}                | true
            {a: S<'xy'>}            | contains(a, :x)                     | {:x: 'y'}                | false
            {a: N<1, 2>}            | contains(a, :x)                     | {:x: 2.0}                | true
            {a: N<1, 2>}            | contains(a, :x)                     | {:x: '2'}                | false
            {a: B<b64'AQ=='>}       | contains(a, :x)                     | {:x: b64'AQ=='}          | true
            {a: [1, [2]]}           | contains(a, :x)                     | {:x: [2]}                | true
            {a: [1, [2]]}           | contains(a, :x)                     | {:x: 2}                  | false
            {a: {k: 1}}             | contains(a, :x)                     | {:x: 1}                  | false
            {a: 'xay', c: 'a'}      | contains(a, c)                      |                          | true
            {a: 'hello'}            | size(a) = :x                        | {:x: 5}                  | true
            {a: '€ä'}               | size(a) = :x                        | {:x: 2}                  | true
            {a: b64'AQID'}          | size(a) = :x                        | {:x: 3}                  | true
            {a: [1, 2]}             | size(a) > :x                        | {:x: 1}                  | true
            {a: {k: 1}}             | size(a) BETWEEN :x AND :y           | {:x: 1, :y: 1}           | true
            {a: S<'x', 'y'>}        | size(a) IN (:x)                     | {:x: 2}                  | true
            {a: 12345}              | size(a) = :x                        | {:x: 5}                  | false
            {a: 'xx', c: [1, 2]}    | size(a) = size(c)                   |                          | true
            # paths
            {a: {k: [1, {m: 7}]}}   | a.k[1].m = :x                       | {:x: 7}                  | true
            {a: {k: [1, {m: 7}]}}   | a . k [ 1 ] . m = :x                | {:x: 7}                  | true
            {a: [[1, 2], [3]]}      | a[1][0] = :x                        | {:x: 3}                  | true
            {a_1: 1, Z9: 1}         | a_1 = Z9                            |                          | true
            """)
    void conditionsHoldOrNot(String item, String expression, String values, boolean holds) {
        String table = ENDPOINT.table();
        ENDPOINT.put(table, item.equals("{}") ? "{pk: 'k'}" : "{pk: 'k', " + item.substring(1));
        Map<String, AttributeValue> given = values == null ? null : Notation.item(values);

        assertThat(holdsAsCondition(table, expression, given)).as("condition").isEqualTo(holds);
        int found = ENDPOINT.client().scan(request -> request.tableName(table).filterExpression(expression)
                .expressionAttributeValues(given)).count();
        assertThat(found).as("filter").isEqualTo(holds ? 1 : 0);
    }

    private static boolean holdsAsCondition(String table, String expression, Map<String, AttributeValue> values) {
        try {
            ENDPOINT.client().updateItem(request -> request.tableName(table).key(Notation.item("{pk: 'k'}"))
                    .conditionExpression(expression).expressionAttributeValues(values));
            return true;
        } catch (ConditionalCheckFailedException _) {
            return false;
        }
    }
}
