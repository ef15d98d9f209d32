package dev.headgate.dynamodbemulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ProjectionType;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.Select;

class QueryTest {
    @RegisterExtension
    static final Endpoint ENDPOINT = new Endpoint();

    private static String table;

    @BeforeAll
    static void fill() {
        table = ENDPOINT.create(Endpoint.definition("pk:S, sk:S", "g:N").globalSecondaryIndexes(
                Endpoint.index("all", "g, sk", ProjectionType.ALL),
                Endpoint.index("keys", "g", ProjectionType.KEYS_ONLY),
                Endpoint.index("some", "g, pk", ProjectionType.INCLUDE, "n")));
        for (String sk : List.of("a", "ab", "b", "ba", "c", "\u00e4", "\uff5e", "\ud83d\ude00")) {
            ENDPOINT.put(table, "{pk: 'p', sk: '" + sk + "', n: " + sk.length() + "}");
        }
        ENDPOINT.put(table, "{pk: 'other', sk: 'a', n: 7}");
        for (int i = 0; i < 4; i++) {
            ENDPOINT.put(table, "{pk: 'g" + i + "', sk: 's" + i % 2 + "', g: 1, n: " + i + ", m: {x: " + i + "}}");
        }
    }

    private static QueryRequest.Builder query(String condition, String values) {
        return QueryRequest.builder().tableName(table).keyConditionExpression(condition)
                .expressionAttributeValues(Notation.item(values));
    }

    private static String sortKeys(QueryResponse answer) {
        return answer.items().stream().map(item -> item.get("sk").s()).collect(Collectors.joining(" "));
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            # key condition                          | values                          | sort keys in order
            pk = :p                                  | {:p: 'p'}                       | a ab b ba c ä ～ 😀
            :p = pk                                  | {:p: 'p'}                       | a ab b ba c ä ～ 😀
            (pk = :p)                                | {:p: 'p'}                       | a ab b ba c ä ～ 😀
            pk = :p AND sk = :s                      | {:p: 'p', :s: 'b'}              | b
            sk = :s AND pk = :p                      | {:p: 'p', :s: 'b'}              | b
            pk = :p AND sk < :s                      | {:p: 'p', :s: 'b'}              | a ab
            pk = :p AND sk <= :s                     | {:p: 'p', :s: 'b'}              | a ab b
            pk = :p AND sk > :s                      | {:p: 'p', :s: 'b'}              | ba c ä ～ 😀
            pk = :p AND sk >= :s                     | {:p: 'p', :s: 'b'}              | b ba c ä ～ 😀
            pk = :p AND :s > sk                      | {:p: 'p', :s: 'b'}              | a ab
            pk = :p AND sk BETWEEN :s AND :t         | {:p: 'p', :s: 'ab', :t: 'ba'}   | ab b ba
            (pk = :p) AND (begins_with(sk, :s))      | {:p: 'p', :s: 'a'}              | a ab
            pk = :p AND begins_with(sk, :s)          | {:p: 'p', :s: 'x'}              |
            pk = :p                                  | {:p: 'nobody'}                  |
            """)
    void keyConditionsChooseARangeInOrder(String condition, String values, String sortKeys) {
        assertThat(sortKeys(ENDPOINT.client().query(query(condition, values).build())))
                .isEqualTo(sortKeys == null ? "" : sortKeys);

        List<String> backward = new ArrayList<>(List.of((sortKeys == null ? "" : sortKeys).split(" "))).reversed();
        assertThat(sortKeys(ENDPOINT.client().query(query(condition, values).scanIndexForward(false).build())))
                .isEqualTo(String.join(" ", backward));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            # key condition                          | values                          | message
            sk = :s                                  | {:s: 'b'}                       | Query condition missed key schema element: pk
            pk = :p AND n = :s                       | {:p: 'p', :s: 1}                | Query condition missed key schema element: sk
            pk > :p                                  | {:p: 'p'}                       | Query key condition not supported
            begins_with(pk, :p)                      | {:p: 'p'}                       | Query key condition not supported
            pk = :p OR sk = :s                       | {:p: 'p', :s: 'b'}              | Invalid operator used in KeyConditionExpression: OR
            NOT pk = :p                              | {:p: 'p'}                       | Invalid operator used in KeyConditionExpression: NOT
            pk = :p AND sk <> :s                     | {:p: 'p', :s: 'b'}              | Invalid operator used in KeyConditionExpression: <>
            pk = :p AND sk IN (:s)                   | {:p: 'p', :s: 'b'}              | Invalid operator used in KeyConditionExpression: IN
            pk = :p AND contains(sk, :s)             | {:p: 'p', :s: 'b'}              | Invalid operator used in KeyConditionExpression: contains
            pk = :p AND attribute_exists(sk)         | {:p: 'p'}                       | Invalid operator used in KeyConditionExpression: attribute_exists
            pk = :p AND size(sk) = :s                | {:p: 'p', :s: 1}                | KeyConditionExpressions cannot contain nested operations
            pk = :p AND sk.a = :s                    | {:p: 'p', :s: 'b'}              | KeyConditionExpressions cannot have conditions on nested attributes
            pk = :p AND sk = pk                      | {:p: 'p'}                       | Invalid condition in KeyConditionExpression: Multiple attribute names used in one condition
            pk = :p AND :p = :s                      | {:p: 'p', :s: 'b'}              | Invalid condition in KeyConditionExpression: No key attribute specified
            pk = :p AND :s BETWEEN sk AND :s         | {:p: 'p', :s: 'b'}              | Invalid condition in KeyConditionExpression: BETWEEN operator must have the key attribute as its first operand
            pk = :p AND pk = :s                      | {:p: 'p', :s: 'b'}              | KeyConditionExpressions must only contain one condition per key
            pk = :p AND sk > :s AND sk < :t          | {:p: 'p', :s: 'b', :t: 'c'}     | KeyConditionExpressions must only contain one condition per key
            pk = :p                                  | {:p: 1}                         | One or more parameter values were invalid: Condition parameter type does not match schema type
            pk = :p AND sk = :s                      | {:p: 'p', :s: 1}                | One or more parameter values were invalid: Condition parameter type does not match schema type
            pk =                                     | {:p: 'p'}                       | Invalid KeyConditionExpression: Syntax error; token: "<EOF>", near: "="
            """)
    void keyConditionsAreRefused(String condition, String values, String message) {
        assertThat(ENDPOINT.errorOf(() -> ENDPOINT.client().query(query(condition, values).build())))
                .isEqualTo("ValidationException: " + message);
    }

    @Test
    void aFilterDropsItemsAfterTheyAreRead() {
        QueryResponse answer = ENDPOINT.client()
                .query(query("pk = :p", "{:p: 'p', :n: 2}").filterExpression("n = :n").limit(4).build());

        assertThat(sortKeys(answer)).isEqualTo("ab ba");
        assertThat(answer.count()).isEqualTo(2);
        assertThat(answer.scannedCount()).isEqualTo(4);
        assertThat(Notation.text(answer.lastEvaluatedKey())).isEqualTo("{pk: 'p', sk: 'ba'}");
    }

    @Test
    void aFilterMayNotNameKeys() {
        assertThat(ENDPOINT.errorOf(() -> ENDPOINT.client()
                .query(query("pk = :p", "{:p: 'p'}").filterExpression("attribute_exists(sk)").build())))
                .isEqualTo("ValidationException: Filter Expression can only contain non-primary key attributes: "
                        + "Primary key attribute: sk");
    }

    @ParameterizedTest
    @CsvSource({"1, true, 9", "3, true, 3", "7, true, 2", "8, true, 2", "9, true, 1", "1, false, 9", "3, false, 3"})
    void pagesAddUpToTheWhole(int limit, boolean forward, int pages) {
        List<String> seen = new ArrayList<>();
        int read = 0;
        Map<String, AttributeValue> start = Map.of();
        do {
            QueryResponse page = ENDPOINT.client().query(query("pk = :p", "{:p: 'p'}").limit(limit)
                    .scanIndexForward(forward).exclusiveStartKey(start.isEmpty() ? null : start).build());
            page.items().forEach(item -> seen.add(item.get("sk").s()));
            start = page.lastEvaluatedKey();
            read++;
        } while (!start.isEmpty());

        assertThat(read).isEqualTo(pages);
        List<String> all = List.of("a", "ab", "b", "ba", "c", "\u00e4", "\uff5e", "\ud83d\ude00");
        assertThat(seen).isEqualTo(forward ? all : all.reversed());
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            # start key                       | message
            {pk: 'p'}                         | The provided starting key is invalid
            {pk: 'p', sk: 1}                  | The provided starting key is invalid
            {pk: 'p', sk: 'a', n: 1}          | The provided starting key is invalid
            {pk: 'other', sk: 'b'}            | The provided starting key is outside query boundaries based on provided conditions
            {pk: 'p', sk: 'x'}                | The provided starting key is outside query boundaries based on provided conditions
            """)
    void startKeysAreRefused(String startKey, String message) {
        assertThat(ENDPOINT.errorOf(() -> ENDPOINT.client().query(query("pk = :p AND sk < :s", "{:p: 'p', :s: 'c'}")
                .exclusiveStartKey(Notation.item(startKey)).build()))).isEqualTo("ValidationException: " + message);
    }

    @ParameterizedTest(name = "{0} {1} {2}")
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            # index | key condition                      | values                          | projection | items
            all     | g = :g AND sk = :s                 | {:g: 1, :s: 's1'}               | n, m.x     | {m: {x: 1}, n: 1} {m: {x: 3}, n: 3}
            all     | g = :g AND begins_with(sk, :s)     | {:g: 1, :s: 's'}                | n          | {n: 0} {n: 1} {n: 2} {n: 3}
            keys    | g = :g                             | {:g: 1}                         | pk, sk, g  | {g: 1, pk: 'g0', sk: 's0'} {g: 1, pk: 'g1', sk: 's1'} {g: 1, pk: 'g2', sk: 's0'} {g: 1, pk: 'g3', sk: 's1'}
            keys    | g = :g                             | {:g: 2}                         | pk         |
            some    | g = :g AND pk BETWEEN :s AND :t    | {:g: 1, :s: 'g1', :t: 'g2'}     | n          | {n: 1} {n: 2}
            """)
    void indexesAreQueried(String index, String condition, String values, String projection, String items) {
        String found = ENDPOINT.client()
                .query(query(condition, values).indexName(index).projectionExpression(projection).build()).items()
                .stream().map(Notation::text).sorted().collect(Collectors.joining(" "));
        assertThat(found).isEqualTo(items == null ? "" : items);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            all  | {g: 1, m: {x: 3}, n: 3, pk: 'g3', sk: 's1'}
            keys | {g: 1, pk: 'g3', sk: 's1'}
            some | {g: 1, n: 3, pk: 'g3', sk: 's1'}
            """)
    void indexesHoldWhatTheyProject(String index, String item) {
        assertThat(ENDPOINT.client().query(query("g = :g", "{:g: 1}").indexName(index).build()).items().stream()
                .map(Notation::text)).hasSize(4).contains(item);
    }

    @ParameterizedTest(name = "{0} {1} {2} {3}")
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            # index | select                   | projection | consistent | message
            none    |                          |            |            | The table does not have the specified index: none
            all     |                          |            | true       | Consistent reads are not supported on global secondary indexes
            keys    | ALL_ATTRIBUTES           |            |            | One or more parameter values were invalid: Select type ALL_ATTRIBUTES is not supported for global secondary index keys because its projection type is not ALL
            some    |                          | m, n       |            | One or more parameter values were invalid: Global secondary index some does not project [m]
                    | ALL_PROJECTED_ATTRIBUTES |            |            | ALL_PROJECTED_ATTRIBUTES can be used only when Querying using an IndexName
                    | SPECIFIC_ATTRIBUTES      |            |            | Must specify the AttributesToGet or ProjectionExpression when choosing to get SPECIFIC_ATTRIBUTES
                    | COUNT                    | n          |            | Cannot specify the ProjectionExpression when choosing to get only the Count
                    | ALL_ATTRIBUTES           | n          |            | Cannot specify the ProjectionExpression when choosing to get ALL_ATTRIBUTES
                    |                          | pk.a       |            | Key attributes must be scalars; list random access '[]' and map lookup '.' are not allowed: Key: pk
            """)
    void whatCannotBeReadIsRefused(String index, String select, String projection, Boolean consistent, String message) {
        String condition = index == null ? "pk = :x" : "g = :x";
        assertThat(ENDPOINT.errorOf(() -> ENDPOINT.client().query(query(condition, "{:x: 1}").indexName(index)
                .select(select).projectionExpression(projection).consistentRead(consistent).build())))
                .isEqualTo("ValidationException: " + message);
    }

    @Test
    void itemsAreOnlyCountedWhereAsked() {
        QueryResponse answer = ENDPOINT.client()
                .query(query("pk = :p", "{:p: 'p', :n: 1}").select(Select.COUNT).filterExpression("n > :n").build());
        assertThat(answer.count()).isEqualTo(3);
        assertThat(answer.scannedCount()).isEqualTo(8);
        assertThat(answer.hasItems()).isFalse();
    }

    @Test
    void anIndexFollowsItsTable() {
        String own = ENDPOINT.create(Endpoint.definition("pk:S", "g:S")
                .globalSecondaryIndexes(Endpoint.index("by-g", "g", ProjectionType.ALL)));
        ENDPOINT.put(own, "{pk: 'a', g: 'x'}");
        ENDPOINT.put(own, "{pk: 'b', g: 'x'}");
        assertThat(found(own, "x")).containsExactly("a", "b");

        ENDPOINT.put(own, "{pk: 'a', g: 'y'}");
        assertThat(found(own, "x")).containsExactly("b");
        assertThat(found(own, "y")).containsExactly("a");

        ENDPOINT.client().updateItem(request -> request.tableName(own).key(Notation.item("{pk: 'a'}"))
                .updateExpression("REMOVE g"));
        ENDPOINT.client().deleteItem(request -> request.tableName(own).key(Notation.item("{pk: 'b'}")));
        assertThat(found(own, "x")).isEmpty();
        assertThat(found(own, "y")).isEmpty();
    }

    private static List<String> found(String own, String value) {
        return ENDPOINT.client()
                .query(request -> request.tableName(own).indexName("by-g").keyConditionExpression("g = :g")
                        .expressionAttributeValues(Notation.item("{:g: '" + value + "'}")))
                .items().stream().map(item -> item.get("pk").s()).sorted().toList();
    }

    @Test
    void indexPagesTellItemsWithEqualKeysApart() {
        List<String> seen = new ArrayList<>();
        ENDPOINT.client().queryPaginator(query("g = :g", "{:g: 1}").indexName("keys").limit(1).build()).items()
                .forEach(item -> seen.add(item.get("pk").s()));
        assertThat(seen).containsExactlyInAnyOrder("g0", "g1", "g2", "g3");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            # type | sort keys in order
            N      | -1e20 -5 -0.5 0 1e-5 0.5 2 10 1e20
            B      | AA== AAE= AQ== fw== gA== /w== /wA=
            """)
    void otherSortKeysHaveAnOrderToo(String type, String sortKeys) {
        String own = ENDPOINT.table("pk:S, sk:" + type);
        List<String> keys = List.of(sortKeys.split(" "));
        keys.reversed().forEach(key -> ENDPOINT.put(own,
                "{pk: 'p', sk: " + (type.equals("B") ? "b64'" + key + "'" : key) + ", s: '" + key + "'}"));

        assertThat(ENDPOINT.client()
                .query(request -> request.tableName(own).keyConditionExpression("pk = :p")
                        .expressionAttributeValues(Notation.item("{:p: 'p'}")))
                .items().stream().map(item -> item.get("s").s())).containsExactlyElementsOf(keys);
    }

    @Test
    void binaryKeysHavePrefixes() {
        String own = ENDPOINT.table("pk:B, sk:B");
        for (String key : List.of("AQ==", "AQI=", "Af//", "Ag==")) {
            ENDPOINT.put(own, "{pk: b64'AA==', sk: b64'" + key + "'}");
        }
        assertThat(ENDPOINT.client().query(request -> request.tableName(own)
                .keyConditionExpression("pk = :p AND begins_with(sk, :s)")
                .expressionAttributeValues(Notation.item("{:p: b64'AA==', :s: b64'AQ=='}"))).count()).isEqualTo(3);
    }
}
