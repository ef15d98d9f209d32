package dev.headgate.dynamodbemulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// What is wrong in an expression is found whether or not there is an item.
class ExpressionErrorTest {
    @RegisterExtension
    static final Endpoint ENDPOINT = new Endpoint();

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            # condition               | values             | message
            a =                       |                    | Syntax error; token: "<EOF>", near: "="
            a : :x                    | {:x: 1}            | Syntax error; token: ":", near: "a : :x"
            a b = :x                  | {:x: 1}            | Syntax error; token: "b", near: "a b ="
            a == :x                   | {:x: 1}            | Syntax error; token: "=", near: "== :x"
            a = :x AND                | {:x: 1}            | Syntax error; token: "<EOF>", near: "AND"
            (a = :x                   | {:x: 1}            | Syntax error; token: "<EOF>", near: ":x"
            a = :x)                   | {:x: 1}            | Syntax error; token: ")", near: ":x)"
            a IN :x                   | {:x: 1}            | Syntax error; token: ":x", near: "IN :x"
            a BETWEEN :x              | {:x: 1}            | Syntax error; token: "<EOF>", near: ":x"
            a[:x] = :x                | {:x: 1}            | Syntax error; token: ":x", near: "[:x]"
            a[0 = :x                  | {:x: 1}            | Syntax error; token: "=", near: "0 = :x"
            a. = :x                   | {:x: 1}            | Syntax error; token: "=", near: ". = :x"
            a                         |                    | Syntax error; token: "<EOF>", near: "a"
            and = :x                  | {:x: 1}            | Syntax error; token: "and", near: "and ="
            a = 'x'                   |                    | Syntax error; token: "'", near: "= 'x"
            name = :x                 | {:x: 1}            | Attribute name is a reserved keyword; reserved keyword: name
            a.Status = :x             | {:x: 1}            | Attribute name is a reserved keyword; reserved keyword: Status
            #a = :x                   | {:x: 1}            | An expression attribute name used in the document path is not defined; attribute name: #a
            a = :y                    | {:x: 1}            | An expression attribute value used in expression is not defined; attribute value: :y
            foo(a)                    |                    | Invalid function name; function: foo
            SIZE(a) = :x              | {:x: 1}            | Invalid function name; function: SIZE
            Begins_With(a, :x)        | {:x: 's'}          | Invalid function name; function: Begins_With
            if_not_exists(a, :x)      | {:x: 1}            | Invalid function name; function: if_not_exists
            size(a)                   |                    | The function is not allowed to be used this way in an expression; function: size
            a = contains(a, :x)       | {:x: 1}            | The function is not allowed to be used this way in an expression; function: contains
            attribute_exists(:x)      | {:x: 1}            | Operator or function requires a document path; operator or function: attribute_exists
            attribute_exists(a, c)    |                    | Incorrect number of operands for operator or function; operator or function: attribute_exists, number of operands: 2
            contains(a)               |                    | Incorrect number of operands for operator or function; operator or function: contains, number of operands: 1
            size(a, c) = :x           | {:x: 1}            | Incorrect number of operands for operator or function; operator or function: size, number of operands: 2
            begins_with(a, :x)        | {:x: 1}            | Incorrect operand type for operator or function; operator or function: begins_with, operand type: N
            attribute_type(a, :x)     | {:x: 1}            | Incorrect operand type for operator or function; operator or function: attribute_type, operand type: N
            attribute_type(a, :x)     | {:x: 'STRING'}     | Invalid attribute type name found; type: STRING, valid types: {S,N,B,BOOL,NULL,L,M,SS,NS,BS}
            size(:x) = :y             | {:x: 1, :y: 1}     | Incorrect operand type for operator or function; operator or function: size, operand type: N
            a < :x                    | {:x: true}         | Incorrect operand type for operator or function; operator or function: <, operand type: BOOL
            a >= :x                   | {:x: S<'x'>}       | Incorrect operand type for operator or function; operator or function: >=, operand type: SS
            a BETWEEN :x AND :y       | {:x: 2, :y: 1}     | The BETWEEN operator requires upper bound to be greater than or equal to lower bound; lower bound operand: AttributeValue: {N:2}, upper bound operand: AttributeValue: {N:1}
            a BETWEEN :x AND :y       | {:x: 'a', :y: 1}   | The BETWEEN operator requires same data type for lower and upper bounds; lower bound operand: AttributeValue: {S:a}, upper bound operand: AttributeValue: {N:1}
            a = a                     |                    | The first operand must be distinct from the remaining operands for this operator or function; operator: =, first operand: [a]
            contains(a.k[1], a.k[1])  |                    | The first operand must be distinct from the remaining operands for this operator or function; operator: contains, first operand: [a, k, [1]]
            ((a = :x))                | {:x: 1}            | The expression has redundant parentheses;
            ((a)) = :x                | {:x: 1}            | The expression has redundant parentheses;
            a[99999999999] = :x       | {:x: 1}            | List index is not within the allowable range; index: [99999999999]
            """)
    void conditionsAreRefused(String expression, String values, String message) {
        assertThat(conditionError(expression, values == null ? null : Notation.item(values)))
                .isEqualTo("ValidationException: Invalid ConditionExpression: " + message);
    }

    private static String conditionError(String expression, Map<String, AttributeValue> values) {
        String table = ENDPOINT.table();
        return ENDPOINT.errorOf(() -> ENDPOINT.client()
                .deleteItem(request -> request.tableName(table).key(Notation.item("{pk: 'k'}"))
                        .conditionExpression(expression).expressionAttributeValues(values)));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            # update                         | values         | message
            FOO a = :x                       | {:x: 1}        | Syntax error; token: "FOO", near: "FOO a"
            SET a                            |                | Syntax error; token: "<EOF>", near: "a"
            SET a = :x,                      | {:x: 1}        | Syntax error; token: "<EOF>", near: ","
            SET a = :x c = :x                | {:x: 1}        | Syntax error; token: "c", near: ":x c ="
            SET a = :x + :x + :x             | {:x: 1}        | Syntax error; token: "+", near: ":x + :x"
            SET a + :x                       | {:x: 1}        | Syntax error; token: "+", near: "a + :x"
            ADD a c                          |                | Syntax error; token: "c", near: "a c"
            REMOVE a = :x                    | {:x: 1}        | Syntax error; token: "=", near: "a = :x"
            SET a = :x SET c = :x            | {:x: 1}        | The "SET" section can only be used once in an update expression;
            SET a = :x remove c REMOVE d     | {:x: 1}        | The "REMOVE" section can only be used once in an update expression;
            SET name = :x                    | {:x: 1}        | Attribute name is a reserved keyword; reserved keyword: name
            SET a = :x, a = :x               | {:x: 1}        | Two document paths overlap with each other; must remove or rewrite one of these paths; path one: [a], path two: [a]
            SET a.k = :x REMOVE a            | {:x: 1}        | Two document paths overlap with each other; must remove or rewrite one of these paths; path one: [a, k], path two: [a]
            SET a.k = :x, a[1] = :x          | {:x: 1}        | Two document paths conflict with each other; must remove or rewrite one of these paths; path one: [a, k], path two: [a, [1]]
            SET a = foo(c, :x)               | {:x: 1}        | Invalid function name; function: foo
            SET a = size(c)                  |                | Invalid function name; function: size
            SET a = if_not_exists(c)         |                | Incorrect number of operands for operator or function; operator or function: if_not_exists, number of operands: 1
            SET a = if_not_exists(:x, :x)    | {:x: 1}        | Operator or function requires a document path; operator or function: if_not_exists
            SET a = list_append(c, :x)       | {:x: 1}        | Incorrect operand type for operator or function; operator or function: list_append, operand type: N
            SET a = c + :x                   | {:x: 's'}      | Incorrect operand type for operator or function; operator or function: +, operand type: S
            SET a = :x - c                   | {:x: [1]}      | Incorrect operand type for operator or function; operator or function: -, operand type: L
            ADD a :x                         | {:x: 's'}      | Incorrect operand type for operator or function; operator: ADD, operand type: STRING, typeSet: ALLOWED_FOR_ADD_OPERAND
            DELETE a :x                      | {:x: 1}        | Incorrect operand type for operator or function; operator: DELETE, operand type: NUMBER, typeSet: ALLOWED_FOR_DELETE_OPERAND
            """)
    void updatesAreRefused(String update, String values, String message) {
        String table = ENDPOINT.table();

        String answer = ENDPOINT.errorOf(() -> ENDPOINT.client()
                .updateItem(request -> request.tableName(table).key(Notation.item("{pk: 'k'}")).updateExpression(update)
                        .expressionAttributeValues(values == null ? null : Notation.item(values))));

        assertThat(answer).isEqualTo("ValidationException: Invalid UpdateExpression: " + message);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            # projection | message
            a c          | Syntax error; token: "c", near: "a c"
            a,           | Syntax error; token: "<EOF>", near: ","
            :x           | Syntax error; token: ":x", near: ":x"
            a, a         | Two document paths overlap with each other; must remove or rewrite one of these paths; path one: [a], path two: [a]
            a, a.k       | Two document paths overlap with each other; must remove or rewrite one of these paths; path one: [a], path two: [a, k]
            name         | Attribute name is a reserved keyword; reserved keyword: name
            """)
    void projectionsAreRefused(String projection, String message) {
        String table = ENDPOINT.table();

        String answer = ENDPOINT.errorOf(() -> ENDPOINT.client().getItem(request -> request.tableName(table)
                .key(Notation.item("{pk: 'k'}")).projectionExpression(projection)));

        assertThat(answer).isEqualTo("ValidationException: Invalid ProjectionExpression: " + message);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            # condition            | names     | values           | message
            a = :x                 |           | {:x: 1, :y: 1}   | Value provided in ExpressionAttributeValues unused in expressions: keys: {:y}
            #a = :x                | #a #c #d  | {:x: 1}          | Value provided in ExpressionAttributeNames unused in expressions: keys: {#c, #d}
                                   | #a        |                  | ExpressionAttributeNames can only be specified when using expressions
                                   |           | {:x: 1}          | ExpressionAttributeValues can only be specified when using expressions: ConditionExpression is null
            attribute_exists(a)    |           | {}               | ExpressionAttributeValues must not be empty
            a = :x                 | a         | {:x: 1}          | ExpressionAttributeNames contains invalid key: Syntax error; key: "a"
            a = :x                 | #a-b      | {:x: 1}          | ExpressionAttributeNames contains invalid key: Syntax error; key: "#a-b"
            a = :x                 |           | {x: 1}           | ExpressionAttributeValues contains invalid key: Syntax error; key: "x"
            a = :x                 |           | {:x: 1e200}      | ExpressionAttributeValues contains invalid value: Number overflow. Attempting to store a number with magnitude larger than supported range for key :x
            """)
    void placeholdersAreRefused(String condition, String names, String values, String message) {
        String table = ENDPOINT.table();

        String answer = ENDPOINT.errorOf(() -> ENDPOINT.client()
                .deleteItem(request -> request.tableName(table).key(Notation.item("{pk: 'k'}"))
                        .conditionExpression(condition)
                        .expressionAttributeNames(names == null
                                ? null
                                : Arrays.stream(names.split(" ")).collect(Collectors.toMap(name -> name, _ -> "a")))
                        .expressionAttributeValues(values == null ? null : Notation.item(values))));

        assertThat(answer).isEqualTo("ValidationException: " + message);
    }

    @Test
    void expressionsHaveLimits() {
        Map<String, AttributeValue> one = Notation.item("{:x: 1}");

        assertThat(conditionError("", null)).endsWith("The expression can not be empty;");
        assertThat(conditionError("a = :x" + " ".repeat(4091), one))
                .endsWith("Expression size has exceeded the maximum allowed size; expression size: 4097");
        assertThat(conditionError("a=:x" + " OR a=:x".repeat(150), one))
                .endsWith("The expression contains too many operators; operator count: 301");
        assertThat(conditionError("a" + ".a".repeat(32) + " = :x", one))
                .endsWith("The document path has too many nesting elements; nesting levels: 33");
        assertThat(conditionError("(".repeat(4000), one)).contains("Syntax error; token: \"(\"");
        assertThat(conditionError("(".repeat(2000) + "a = :x" + ")".repeat(2000), one))
                .endsWith("The expression has redundant parentheses;");
        assertThat(conditionError("a IN (" + ":x,".repeat(100) + ":x)", one))
                .endsWith("The IN operator is provided with too many operands; number of operands: 101");
    }
}
