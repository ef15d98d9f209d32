package dev.headgate.dynamodbemulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ProjectionType;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;
import software.amazon.awssdk.services.dynamodb.model.TableStatus;

class TableOperationsTest {
    @RegisterExtension
    static final Endpoint ENDPOINT = new Endpoint();

    @Test
    void aTableIsDescribed() {
        String table = ENDPOINT.create(Endpoint.definition("pk:S, sk:N", "g:B")
                .globalSecondaryIndexes(Endpoint.index("by-g", "g, sk", ProjectionType.INCLUDE, "n")));
        ENDPOINT.put(table, "{pk: 'k', sk: 1, g: b64'AA=='}");
        ENDPOINT.put(table, "{pk: 'k', sk: 2}");

        TableDescription description = ENDPOINT.client().describeTable(request -> request.tableName(table)).table();

        assertThat(description.tableStatus()).isEqualTo(TableStatus.ACTIVE);
        assertThat(description.tableArn()).endsWith(":table/" + table);
        assertThat(UUID.fromString(description.tableId())).isNotNull();
        assertThat(description.itemCount()).isEqualTo(2);
        assertThat(description.tableSizeBytes()).isEqualTo(2 + 1 + 2 + 2 + 2 + 2 + 1 + 2 + 2);
        assertThat(description.billingModeSummary().billingMode()).isEqualTo(BillingMode.PAY_PER_REQUEST);
        assertThat(description.keySchema().stream().map(key -> key.attributeName() + key.keyType()))
                .containsExactly("pkHASH", "skRANGE");
        assertThat(description.attributeDefinitions().stream()
                .map(attribute -> attribute.attributeName() + attribute.attributeType()))
                .containsExactly("pkS", "skN", "gB");
        assertThat(description.globalSecondaryIndexes()).singleElement().satisfies(index -> {
            assertThat(index.indexName()).isEqualTo("by-g");
            assertThat(index.itemCount()).isEqualTo(1);
            assertThat(index.projection().nonKeyAttributes()).containsExactly("n");
        });
    }

    @Test
    void waitersOfTheSdkAreContent() {
        String table = ENDPOINT.table();
        try (var waiter = ENDPOINT.client().waiter()) {
            assertThat(waiter.waitUntilTableExists(request -> request.tableName(table)).matched().response())
                    .isPresent();
            ENDPOINT.client().deleteTable(request -> request.tableName(table));
            assertThat(waiter.waitUntilTableNotExists(request -> request.tableName(table)).matched().exception())
                    .isPresent();
        }
    }

    @Test
    void aTableIsThereOnceAndThenGone() {
        String table = ENDPOINT.table();
        assertThat(ENDPOINT.errorOf(() -> ENDPOINT.client().createTable(Endpoint.named(table, "pk:S").build())))
                .isEqualTo("ResourceInUseException: Table already exists: " + table);

        assertThat(ENDPOINT.client().deleteTable(request -> request.tableName(table)).tableDescription().tableStatus())
                .isEqualTo(TableStatus.DELETING);

        String gone = "ResourceNotFoundException: Requested resource not found: Table: " + table + " not found";
        assertThat(ENDPOINT.errorOf(() -> ENDPOINT.client().describeTable(request -> request.tableName(table))))
                .isEqualTo(gone);
        assertThat(ENDPOINT.errorOf(() -> ENDPOINT.client().deleteTable(request -> request.tableName(table))))
                .isEqualTo(gone);
        assertThat(ENDPOINT.errorOf(() -> ENDPOINT.get(table, "{pk: 'k'}")))
                .isEqualTo("ResourceNotFoundException: Requested resource not found");
        assertThat(ENDPOINT.errorOf(() -> ENDPOINT.put(table, "{pk: 'k'}")))
                .isEqualTo("ResourceNotFoundException: Requested resource not found");
    }

    @Test
    void namesAreListedInPages() throws Exception {
        try (EmbeddedDynamoDb server = EmbeddedDynamoDb.start(0);
                DynamoDbClient client = Endpoint.client(server.endpoint())) {
            assertThat(client.listTables().tableNames()).isEmpty();
            IntStream.range(0, 105)
                    .forEach(i -> client.createTable(Endpoint.named("t-%03d".formatted(i), "pk:S").build()));

            List<String> all = IntStream.range(0, 105).mapToObj("t-%03d"::formatted).toList();
            assertThat(client.listTables().tableNames()).isEqualTo(all.subList(0, 100));
            assertThat(client.listTables().lastEvaluatedTableName()).isEqualTo("t-099");
            assertThat(client.listTablesPaginator(request -> request.limit(7)).tableNames())
                    .containsExactlyElementsOf(all);
            assertThat(client.listTables(request -> request.exclusiveStartTableName("t-103")).lastEvaluatedTableName())
                    .isNull();
        }
    }

    @Test
    void capacityIsProvisionedOrNot() {
        CreateTableRequest.Builder definition = Endpoint.definition("pk:S", "").billingMode((BillingMode) null);
        String table = ENDPOINT.create(
                definition.provisionedThroughput(units -> units.readCapacityUnits(3L).writeCapacityUnits(4L)));
        TableDescription description = ENDPOINT.client().describeTable(request -> request.tableName(table)).table();
        assertThat(description.provisionedThroughput().readCapacityUnits()).isEqualTo(3);
        assertThat(description.provisionedThroughput().writeCapacityUnits()).isEqualTo(4);
        assertThat(description.billingModeSummary()).isNull();
    }

    private static CreateTableRequest.Builder valid() {
        return Endpoint.definition("pk:S, sk:S", "g:S")
                .globalSecondaryIndexes(Endpoint.index("by-g", "g", ProjectionType.ALL)).tableName("valid-name");
    }

    private static String refusal(CreateTableRequest.Builder request) {
        return ENDPOINT.errorOf(() -> ENDPOINT.client().createTable(request.build()));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            ab      | TableName must be at least 3 characters long and at most 255 characters long
            a/b/c   | 1 validation error detected: Value 'a/b/c' at 'tableName' failed to satisfy constraint: Member must satisfy regular expression pattern: [a-zA-Z0-9_.-]+
                    | 1 validation error detected: Value null at 'tableName' failed to satisfy constraint: Member must not be null
            """)
    void namesAreRefused(String name, String message) {
        assertThat(refusal(valid().tableName(name))).isEqualTo("ValidationException: " + message);
    }

    @Test
    void definitionsAreRefused() {
        String invalid = "ValidationException: One or more parameter values were invalid: ";

        assertThat(refusal(Endpoint.definition("pk:S, sk:S", "unused:S").tableName("valid-name")))
                .isEqualTo(invalid + "Number of attributes in KeySchema does not exactly match number of attributes "
                        + "defined in AttributeDefinitions");
        assertThat(refusal(valid().globalSecondaryIndexes(Endpoint.index("by-h", "h", ProjectionType.ALL))))
                .startsWith(invalid + "Some index key attributes are not defined in AttributeDefinitions. Keys: [h]");
        assertThat(refusal(valid().keySchema(List.of())))
                .isEqualTo(invalid + "Key schema must have one or two elements");
        assertThat(refusal(
                valid().keySchema(KeySchemaElement.builder().attributeName("pk").keyType(KeyType.RANGE).build())))
                .isEqualTo(invalid + "The first KeySchemaElement is not a HASH key type");
        assertThat(refusal(valid().provisionedThroughput(units -> units.readCapacityUnits(1L).writeCapacityUnits(1L))))
                .isEqualTo(invalid + "Neither ReadCapacityUnits nor WriteCapacityUnits can be specified when "
                        + "BillingMode is PAY_PER_REQUEST");
        assertThat(refusal(valid().billingMode(BillingMode.PROVISIONED))).isEqualTo(invalid
                + "ReadCapacityUnits and WriteCapacityUnits must both be specified when BillingMode is PROVISIONED");
        assertThat(refusal(valid().billingMode("FREE"))).isEqualTo(
                "ValidationException: 1 validation error detected: Value 'FREE' at 'billingMode' failed to satisfy "
                        + "constraint: Member must satisfy enum value set: [PROVISIONED, PAY_PER_REQUEST]");
        assertThat(refusal(valid().globalSecondaryIndexes(Endpoint.index("by-g", "g", ProjectionType.ALL, "n"))))
                .isEqualTo(invalid + "ProjectionType is ALL, but NonKeyAttributes is specified");
        assertThat(refusal(valid().globalSecondaryIndexes(Endpoint.index("by-g", "g", ProjectionType.INCLUDE))))
                .isEqualTo(invalid + "ProjectionType is INCLUDE, but NonKeyAttributes is not specified");
        assertThat(refusal(valid().globalSecondaryIndexes(Endpoint.index("by-g", "g", ProjectionType.ALL),
                Endpoint.index("by-g", "g", ProjectionType.ALL)))).isEqualTo(invalid + "Duplicate index name: by-g");
    }
}
