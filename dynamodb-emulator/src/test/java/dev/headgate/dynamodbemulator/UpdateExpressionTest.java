package dev.headgate.dynamodbemulator;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UpdateExpressionTest {
    @RegisterExtension
    static final Endpoint ENDPOINT = new Endpoint();

    @ParameterizedTest(name = "{0} {1} {2}")
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            # item               | update                                              | values                  | item after
            # SET
            {a: 1}               | SET a = :x                                          | {:x: 'new'}             | {a: 'new'}
            {}                   | SET a = :x, c = :y                                  | {:x: 1, :y: 2}          | {a: 1, c: 2}
            {a: 1}               | set c = a                                           |                         | {a: 1, c: 1}
            {a: 1, c: 2}         | SET a = c, c = a                                    |                         | {a: 2, c: 1}
            {a: 1}               | SET a = a + :x                                      | {:x: 2}                 | {a: 3}
            {a: 1}               | SET a = a - :x                                      | {:x: 2}                 | {a: -1}
            {a: 1}               | SET a = :x - a                                      | {:x: 0.5}               | {a: -0.5}
            {a: 1}               | SET a = (a + :x)                                    | {:x: 2}                 | {a: 3}
            {a: 1}               | SET a = (a) + (:x)                                  | {:x: 2}                 | {a: 3}
            {a: 1, c: 5}         | SET a = a + c                                       |                         | {a: 6, c: 5}
            {}                   | SET a = if_not_exists(a, :x) + :y                   | {:x: 0, :y: 5}          | {a: 5}
            {a: 7}               | SET a = if_not_exists(a, :x) + :y                   | {:x: 0, :y: 5}          | {a: 12}
            {a: 7}               | SET c = if_not_exists(a, :x)                        | {:x: 0}                 | {a: 7, c: 7}
            {a: null}            | SET a = if_not_exists(a, :x)                        | {:x: 0}                 | {a: null}
            {c: 3}               | SET a = if_not_exists(a, c)                         |                         | {a: 3, c: 3}
            {a: [1]}             | SET a = list_append(a, :x)                          | {:x: [2, 3]}            | {a: [1, 2, 3]}
            {a: [1]}             | SET a = list_append(:x, a)                          | {:x: [2, 3]}            | {a: [2, 3, 1]}
            {}                   | SET a = list_append(if_not_exists(a, :e), :x)       | {:e: [], :x: [2]}       | {a: [2]}
            {a: {k: 1}}          | SET a.k = :x                                        | {:x: 2}                 | {a: {k: 2}}
            {a: {k: 1}}          | SET a.m = :x                                        | {:x: 2}                 | {a: {k: 1, m: 2}}
            {a: {k: {l: [1]}}}   | SET a.k.l[0] = :x                                   | {:x: 2}                 | {a: {k: {l: [2]}}}
            {a: [1, 2]}          | SET a[1] = :x                                       | {:x: 'two'}             | {a: [1, 'two']}
            {a: [1, 2]}          | SET a[7] = :x                                       | {:x: 3}                 | {a: [1, 2, 3]}
            {a: [1]}             | SET a[9] = :x, a[5] = :y                            | {:x: 9, :y: 5}          | {a: [1, 5, 9]}
            {a: [{k: 1}]}        | SET a[0].k = a[0].k + :x                            | {:x: 1}                 | {a: [{k: 2}]}
            {a: 0.1}             | SET a = a + :x                                      | {:x: 0.2}               | {a: 0.3}
            # REMOVE
            {a: 1, c: 2}         | REMOVE a                                            |                         | {c: 2}
            {c: 2}               | REMOVE a                                            |                         | {c: 2}
            {a: {k: 1, l: 2}}    | REMOVE a.k                                          |                         | {a: {l: 2}}
            {a: {k: 1}}          | REMOVE a.x                                          |                         | {a: {k: 1}}
            {a: [1, 2, 3]}       | REMOVE a[0]                                         |                         | {a: [2, 3]}
            {a: [1, 2, 3]}       | REMOVE a[0], a[1]                                   |                         | {a: [3]}
            {a: [1, 2, 3]}       | REMOVE a[2], a[0]                                   |                         | {a: [2]}
            {a: [1, 2]}          | REMOVE a[5]                                         |                         | {a: [1, 2]}
            {a: [1, 2, 3]}       | SET a[1] = :x REMOVE a[0]                           | {:x: 9}                 | {a: [9, 3]}
            {a: [1, 2]}          | SET a[2] = :x REMOVE a[0]                           | {:x: 9}                 | {a: [2, 9]}
            {a: [{k: 1}, {k: 2}]} | REMOVE a[0].k, a[1]                                |                         | {a: [{}]}
            # ADD
            {}                   | ADD a :x                                            | {:x: 5}                 | {a: 5}
            {a: 1}               | ADD a :x                                            | {:x: 5}                 | {a: 6}
            {a: 1}               | ADD a :x                                            | {:x: -5}                | {a: -4}
            {a: 1, c: 1}         | ADD a :x, c :x                                      | {:x: 1}                 | {a: 2, c: 2}
            {}                   | ADD a :x                                            | {:x: S<'x'>}            | {a: S<'x'>}
            {a: S<'x'>}          | ADD a :x                                            | {:x: S<'x', 'y'>}       | {a: S<'x', 'y'>}
            {a: N<1>}            | ADD a :x                                            | {:x: N<1.0, 2>}         | {a: N<1, 2>}
            {a: B<b64'AQ=='>}    | ADD a :x                                            | {:x: B<b64'Ag=='>}      | {a: B<b64'AQ==', b64'Ag=='>}
            {a: {n: 1}}          | ADD a.n :x                                          | {:x: 1}                 | {a: {n: 2}}
            {a: [1]}             | ADD a[0] :x                                         | {:x: 1}                 | {a: [2]}
            # DELETE
            {a: S<'x', 'y'>}     | DELETE a :x                                         | {:x: S<'x', 'z'>}       | {a: S<'y'>}
            {a: S<'x'>}          | DELETE a :x                                         | {:x: S<'x'>}            | {}
            {a: N<1, 2>}         | DELETE a :x                                         | {:x: N<2.0>}            | {a: N<1>}
            {a: B<b64'AQ=='>}    | DELETE a :x                                         | {:x: B<b64'Ag=='>}      | {a: B<b64'AQ=='>}
            {}                   | DELETE a :x                                         | {:x: S<'x'>}            | {}
            {a: [S<'x'>, 1]}     | DELETE a[0] :x                                      | {:x: S<'x'>}            | {a: [1]}
            # all together, in any order and any case
            {a: 1, d: S<'x', 'y'>} | REMOVE a ADD n :x SET c = a + :x DELETE d :d      | {:x: 1, :d: S<'x'>}     | {c: 2, d: S<'y'>, n: 1}
            {a: 1}               | sEt c=:x rEmOvE a                                   | {:x: 1}                 | {c: 1}
            """)
    void updatesChangeTheItem(String item, String update, String values, String after) {
        String table = ENDPOINT.table();
        ENDPOINT.put(table, withKey(item));

        ENDPOINT.client()
                .updateItem(request -> request.tableName(table).key(Notation.item("{pk: 'k'}")).updateExpression(update)
                        .expressionAttributeValues(values == null ? null : Notation.item(values)));

        assertThat(ENDPOINT.get(table, "{pk: 'k'}")).isEqualTo(Notation.text(Notation.item(withKey(after))));
    }

    @ParameterizedTest(name = "{0} {1} {2}")
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            # item        | update                          | values        | message
            {}            | SET a = c                       |               | The provided expression refers to an attribute that does not exist in the item
            {}            | SET a = c + :x                  | {:x: 1}       | The provided expression refers to an attribute that does not exist in the item
            {c: 's'}      | SET a = c + :x                  | {:x: 1}       | An operand in the update expression has an incorrect data type
            {c: 's'}      | SET a = list_append(c, :x)      | {:x: [1]}     | An operand in the update expression has an incorrect data type
            {}            | SET a.k = :x                    | {:x: 1}       | The document path provided in the update expression is invalid for update
            {a: 1}        | SET a.k = :x                    | {:x: 1}       | The document path provided in the update expression is invalid for update
            {a: {k: 1}}   | SET a[0] = :x                   | {:x: 1}       | The document path provided in the update expression is invalid for update
            {a: [1]}      | SET a[1].k = :x                 | {:x: 1}       | The document path provided in the update expression is invalid for update
            {}            | REMOVE a.k                      |               | The document path provided in the update expression is invalid for update
            {a: 's'}      | ADD a :x                        | {:x: 1}       | An operand in the update expression has an incorrect data type
            {a: S<'s'>}   | ADD a :x                        | {:x: N<1>}    | An operand in the update expression has an incorrect data type
            {a: 1}        | DELETE a :x                     | {:x: N<1>}    | An operand in the update expression has an incorrect data type
            {a: 9e125}    | ADD a :x                        | {:x: 9e125}   | Number overflow. Attempting to store a number with magnitude larger than supported range
            {a: 1e50}     | ADD a :x                        | {:x: 1}       | Attempting to store more than 38 significant digits in a Number
            """)
    void updatesThatDoNotFitTheItemChangeNothing(String item, String update, String values, String message) {
        String table = ENDPOINT.table();
        ENDPOINT.put(table, withKey(item));
        String before = ENDPOINT.get(table, "{pk: 'k'}");

        String answer = ENDPOINT.errorOf(() -> ENDPOINT.client()
                .updateItem(request -> request.tableName(table).key(Notation.item("{pk: 'k'}")).updateExpression(update)
                        .expressionAttributeValues(values == null ? null : Notation.item(values))));

        assertThat(answer).isEqualTo("ValidationException: " + message);
        assertThat(ENDPOINT.get(table, "{pk: 'k'}")).isEqualTo(before);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            # update                 | values       | item created
                                     |              | {pk: 'k'}
            SET a = :x               | {:x: 1}      | {a: 1, pk: 'k'}
            REMOVE a                 |              | {pk: 'k'}
            ADD a :x                 | {:x: 1}      | {a: 1, pk: 'k'}
            DELETE a :x              | {:x: S<'x'>} | {pk: 'k'}
            SET a = pk               |              | {a: 'k', pk: 'k'}
            """)
    void updatesCreateAnAbsentItem(String update, String values, String after) {
        String table = ENDPOINT.table();

        ENDPOINT.client()
                .updateItem(request -> request.tableName(table).key(Notation.item("{pk: 'k'}")).updateExpression(update)
                        .expressionAttributeValues(values == null ? null : Notation.item(values)));

        assertThat(ENDPOINT.get(table, "{pk: 'k'}")).isEqualTo(after);
    }

    private static String withKey(String item) {
        return item.equals("{}") ? "{pk: 'k'}" : "{pk: 'k', " + item.substring(1);
    }
}
