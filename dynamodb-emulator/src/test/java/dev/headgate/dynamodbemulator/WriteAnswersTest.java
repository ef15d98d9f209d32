package dev.headgate.dynamodbemulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;

/// What writes answer beside being done.
class WriteAnswersTest {
    @RegisterExtension
    static final Endpoint ENDPOINT = new Endpoint();

    @ParameterizedTest(name = "{0} {1} {2}")
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            # item                       | update                        | return      | attributes
            {pk: 'k', a: 1, c: 1}        | SET a = :x                    | NONE        | {}
            {pk: 'k', a: 1, c: 1}        | SET a = :x                    | ALL_OLD     | {a: 1, c: 1, pk: 'k'}
            {pk: 'k', a: 1, c: 1}        | SET a = :x                    | ALL_NEW     | {a: 9, c: 1, pk: 'k'}
            {pk: 'k', a: 1, c: 1}        | SET a = :x                    | UPDATED_OLD | {a: 1}
            {pk: 'k', a: 1, c: 1}        | SET a = :x                    | UPDATED_NEW | {a: 9}
            {pk: 'k', a: 1, c: 1}        | ADD a :x SET d = :x REMOVE c  | UPDATED_OLD | {a: 1, c: 1}
            {pk: 'k', a: 1, c: 1}        | ADD a :x SET d = :x REMOVE c  | UPDATED_NEW | {a: 10, d: 9}
            {pk: 'k', m: {a: 1, c: 1}}   | SET m.a = :x                  | UPDATED_OLD | {m: {a: 1}}
            {pk: 'k', m: {a: 1, c: 1}}   | SET m.a = :x                  | UPDATED_NEW | {m: {a: 9}}
            {pk: 'k', l: [1, 2, {k: 3}]} | SET l[2].k = :x, l[0] = :x    | UPDATED_NEW | {l: [9, {k: 9}]}
            {pk: 'other'}                | SET a = :x                    | ALL_OLD     | {}
            {pk: 'other'}                | SET a = :x                    | ALL_NEW     | {a: 9, pk: 'k'}
            {pk: 'other'}                | SET a = :x                    | UPDATED_OLD | {}
            {pk: 'other'}                | SET a = :x                    | UPDATED_NEW | {a: 9}
            """)
    void updatesReturnAttributes(String item, String update, ReturnValue returned, String attributes) {
        String table = ENDPOINT.table();
        ENDPOINT.put(table, item);

        var answer = ENDPOINT.client()
                .updateItem(request -> request.tableName(table).key(Notation.item("{pk: 'k'}")).updateExpression(update)
                        .expressionAttributeValues(Notation.item("{:x: 9}")).returnValues(returned));

        assertThat(Notation.text(answer.attributes())).isEqualTo(attributes);
        assertThat(answer.hasAttributes()).isEqualTo(!attributes.equals("{}"));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            # return     | put answers        | delete answers     | when absent
            NONE         | {}                 | {}                 | {}
            ALL_OLD      | {n: 1, pk: 'k'}    | {n: 2, pk: 'k'}    | {}
            """)
    void putsAndDeletesReturnTheOldItem(ReturnValue returned, String put, String deleted, String absent) {
        String table = ENDPOINT.table();
        ENDPOINT.put(table, "{pk: 'k', n: 1}");

        assertThat(Notation.text(ENDPOINT.client().putItem(request -> request.tableName(table)
                .item(Notation.item("{pk: 'k', n: 2}")).returnValues(returned)).attributes())).isEqualTo(put);
        assertThat(deleted(table, returned)).isEqualTo(deleted);
        assertThat(deleted(table, returned)).isEqualTo(absent);
    }

    private static String deleted(String table, ReturnValue returned) {
        return Notation.text(ENDPOINT.client().deleteItem(
                request -> request.tableName(table).key(Notation.item("{pk: 'k'}")).returnValues(returned))
                .attributes());
    }

    @ParameterizedTest
    @CsvSource({"ALL_NEW", "UPDATED_OLD", "UPDATED_NEW"})
    void putsAndDeletesKnowNoOtherReturnValues(ReturnValue returned) {
        String table = ENDPOINT.table();
        String wanted = "ValidationException: ReturnValues can only be ALL_OLD or NONE";

        assertThat(ENDPOINT.errorOf(() -> ENDPOINT.client().putItem(request -> request.tableName(table)
                .item(Notation.item("{pk: 'k'}")).returnValues(returned)))).isEqualTo(wanted);
        assertThat(ENDPOINT.errorOf(() -> deleted(table, returned))).isEqualTo(wanted);
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            # item             | on failure | item in the error
            {pk: 'k', n: 1}    | ALL_OLD    | {n: 1, pk: 'k'}
            {pk: 'k', n: 1}    | NONE       | {}
            {pk: 'other'}      | ALL_OLD    | {}
            """)
    void anUnmetConditionBringsTheItemBackWhereAsked(String item, ReturnValuesOnConditionCheckFailure onFailure,
            String returned) {
        String table = ENDPOINT.table();
        ENDPOINT.put(table, item);

        var error = catchThrowableOfType(ConditionalCheckFailedException.class, () -> ENDPOINT.client()
                .updateItem(request -> request.tableName(table).key(Notation.item("{pk: 'k'}"))
                        .updateExpression("ADD n :x").conditionExpression("n < :x")
                        .expressionAttributeValues(Notation.item("{:x: 1}"))
                        .returnValuesOnConditionCheckFailure(onFailure)));

        assertThat(error.awsErrorDetails().errorMessage()).isEqualTo("The conditional request failed");
        assertThat(error.statusCode()).isEqualTo(400);
        assertThat(error.hasItem()).isEqualTo(!returned.equals("{}"));
        assertThat(Notation.text(error.item())).isEqualTo(returned);
    }

    @Test
    void conditionsGuardPutsAndDeletes() {
        String table = ENDPOINT.table();
        Runnable create = () -> ENDPOINT.client().putItem(request -> request.tableName(table)
                .item(Notation.item("{pk: 'k'}")).conditionExpression("attribute_not_exists(pk)"));
        Runnable delete = () -> ENDPOINT.client().deleteItem(request -> request.tableName(table)
                .key(Notation.item("{pk: 'k'}")).conditionExpression("attribute_exists(pk)"));

        create.run();
        assertThat(ENDPOINT.errorOf(create)).startsWith("ConditionalCheckFailedException");
        delete.run();
        assertThat(ENDPOINT.errorOf(delete)).startsWith("ConditionalCheckFailedException");
    }
}
