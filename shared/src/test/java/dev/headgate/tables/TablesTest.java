package dev.headgate.tables;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headgate.dynamodbemulator.EmbeddedDynamoDb;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.TimeToLiveDescription;

class TablesTest {
    @Test
    void missing_tables_are_created_and_others_left_alone() throws IOException {
        try (EmbeddedDynamoDb dynamoDb = EmbeddedDynamoDb.start(0);
                DynamoDbClient client = DynamoDbClient.builder().region(Region.US_EAST_1)
                        .endpointOverride(dynamoDb.endpoint()).credentialsProvider(
                                StaticCredentialsProvider.create(AwsBasicCredentials.create("id", "secret")))
                        .httpClientBuilder(UrlConnectionHttpClient.builder()).build()) {
            Tables tables = Tables.named("test");
            tables.create(client);
            tables.create(client);
            assertThat(client.listTables().tableNames()).containsExactly("test-cache", "test-counters", "test-health",
                    "test-keys");
            assertThat(timeToLive(client, "test-counters")).isEqualTo("ENABLED expiresAt");
            assertThat(timeToLive(client, "test-cache")).isEqualTo("ENABLED expiresAt");
            assertThat(timeToLive(client, "test-keys")).isEqualTo("ENABLED deleteAt");
            assertThat(timeToLive(client, "test-health")).isEqualTo("ENABLED expiresAt");
        }
    }

    private static String timeToLive(DynamoDbClient client, String table) {
        TimeToLiveDescription description = client.describeTimeToLive(describe -> describe.tableName(table))
                .timeToLiveDescription();
        return description.timeToLiveStatusAsString() + " " + description.attributeName();
    }
}
