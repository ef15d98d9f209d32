package dev.headgate.tables;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headgate.dynamodbemulator.EmbeddedDynamoDb;
import dev.headgate.dynamodbemulator.fault.Fault;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

class ReadableTableTest {
    @Test
    void every_table_of_a_deployment_can_be_asked_and_says_what_is_wrong() throws IOException {
        try (EmbeddedDynamoDb dynamoDb = EmbeddedDynamoDb.start(0);
                DynamoDbClient client = ReadableTable.client(DynamoDbClient.builder().region(Region.US_EAST_1)
                        .endpointOverride(dynamoDb.endpoint()).credentialsProvider(
                                StaticCredentialsProvider.create(AwsBasicCredentials.create("id", "secret"))),
                        Duration.ofSeconds(30))) {
            Tables tables = Tables.named("test");
            tables.create(client);
            assertThat(List.of(tables.keys(), tables.counters(), tables.cache(), tables.health()))
                    .allSatisfy(table -> assertThat(new ReadableTable(client, table).problem()).isEmpty());
            assertThat(new ReadableTable(client, "none").problem())
                    .contains("the table none cannot be read: ResourceNotFoundException");
            dynamoDb.faults().all("GetItem", Fault.throttled());
            assertThat(new ReadableTable(client, tables.keys()).problem())
                    .contains("the table test-keys cannot be read: ProvisionedThroughputExceededException");
        }
    }
}
