package dev.headgate.dynamodbemulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.TimeToLiveDescription;

class TimeToLiveTest {
    private static final Instant START = Instant.ofEpochSecond(1_700_000_000);

    private Instant now = START;
    private EmbeddedDynamoDb server;
    private DynamoDbClient client;

    @BeforeEach
    void start() throws IOException {
        server = EmbeddedDynamoDb.start(0, () -> now);
        client = Endpoint.client(server.endpoint());
        client.createTable(Endpoint.named("items", "pk:S").build());
    }

    @AfterEach
    void stop() {
        client.close();
        server.close();
    }

    private void expireBy(String attribute, boolean enabled) {
        client.updateTimeToLive(request -> request.tableName("items")
                .timeToLiveSpecification(ttl -> ttl.attributeName(attribute).enabled(enabled)));
    }

    private void put(String item) {
        client.putItem(request -> request.tableName("items").item(Notation.item(item)));
    }

    private int count() {
        return client.scan(request -> request.tableName("items")).count();
    }

    @Test
    void anExpiredItemIsVisibleUntilALaterWriteOfTheTable() {
        expireBy("ttl", true);
        put("{pk: 'short', ttl: " + (START.getEpochSecond() + 10) + "}");
        put("{pk: 'long', ttl: " + (START.getEpochSecond() + 100) + "}");

        now = START.plusSeconds(11);
        assertThat(client.getItem(get -> get.tableName("items").key(Notation.item("{pk: 'short'}"))).hasItem())
                .isTrue();
        put("{pk: 'other'}");

        assertThat(client.getItem(get -> get.tableName("items").key(Notation.item("{pk: 'short'}"))).hasItem())
                .isFalse();
        assertThat(count()).isEqualTo(2);
    }

    @Test
    void aScanStillSeesAnExpiredItemAndSweepsItAfterwards() {
        expireBy("ttl", true);
        put("{pk: 'k', ttl: " + (START.getEpochSecond() + 10) + "}");

        now = START.plusSeconds(10);
        assertThat(count()).as("not before its second is over").isEqualTo(1);
        assertThat(count()).isEqualTo(1);
        now = START.plusSeconds(11);
        assertThat(count()).isEqualTo(1);
        assertThat(count()).isZero();
    }

    @Test
    void aWriteNeverDeletesWhatItWrites() {
        expireBy("ttl", true);

        put("{pk: 'past', ttl: " + (START.getEpochSecond() - 10) + "}");
        assertThat(count()).isEqualTo(1);
    }

    @Test
    void aWriteMayProlongAnExpiredItem() {
        expireBy("ttl", true);
        put("{pk: 'k', n: 1, ttl: " + (START.getEpochSecond() + 10) + "}");

        now = START.plusSeconds(60);
        client.updateItem(request -> request.tableName("items").key(Notation.item("{pk: 'k'}"))
                .updateExpression("ADD n :one SET #t = :later").expressionAttributeNames(Map.of("#t", "ttl"))
                .expressionAttributeValues(
                        Notation.item("{:one: 1, :later: " + (START.getEpochSecond() + 100) + "}")));
        put("{pk: 'other'}");

        assertThat(Notation.text(
                client.getItem(get -> get.tableName("items").key(Notation.item("{pk: 'k'}"))).item()))
                .isEqualTo("{n: 2, pk: 'k', ttl: 1700000100}");
    }

    @Test
    void onlyNumbersOfTheLastFiveYearsExpire() {
        expireBy("ttl", true);
        put("{pk: 'text', ttl: '1'}");
        put("{pk: 'none'}");
        put("{pk: 'negative', ttl: -1}");
        put("{pk: 'huge', ttl: 1e100}");
        put("{pk: 'six years ago', ttl: " + START.minus(Duration.ofDays(6 * 365)).getEpochSecond() + "}");
        put("{pk: 'four years ago', ttl: " + START.minus(Duration.ofDays(4 * 365)).getEpochSecond() + "}");

        assertThat(count()).isEqualTo(6);
        assertThat(count()).isEqualTo(5);
    }

    @Test
    void expiryIsTurnedOnForItemsAlreadyThereAndOffAgain() {
        put("{pk: 'a', ttl: " + (START.getEpochSecond() + 10) + "}");
        put("{pk: 'b', ttl: " + (START.getEpochSecond() + 30) + "}");
        now = START.plusSeconds(20);
        put("{pk: 'c'}");
        assertThat(count()).isEqualTo(3);

        expireBy("ttl", true);
        put("{pk: 'c'}");
        assertThat(count()).isEqualTo(2);

        expireBy("ttl", false);
        now = START.plusSeconds(60);
        put("{pk: 'c'}");
        assertThat(count()).isEqualTo(2);
    }

    @Test
    void theSettingIsTold() {
        Endpoint errors = new Endpoint();
        assertThat(described().timeToLiveStatusAsString()).isEqualTo("DISABLED");
        expireBy("ttl", true);
        assertThat(described().timeToLiveStatusAsString()).isEqualTo("ENABLED");
        assertThat(described().attributeName()).isEqualTo("ttl");

        assertThat(errors.errorOf(() -> expireBy("ttl", true)))
                .isEqualTo("ValidationException: TimeToLive is already enabled");
        assertThat(errors.errorOf(() -> expireBy("other", true))).isEqualTo(
                "ValidationException: TimeToLive is active on a different AttributeName: current AttributeName is ttl");
        expireBy("ttl", false);
        assertThat(errors.errorOf(() -> expireBy("ttl", false)))
                .isEqualTo("ValidationException: TimeToLive is already disabled");
        assertThat(errors.errorOf(() -> client.describeTimeToLive(request -> request.tableName("absent"))))
                .isEqualTo("ResourceNotFoundException: Requested resource not found: Table: absent not found");
    }

    private TimeToLiveDescription described() {
        return client.describeTimeToLive(request -> request.tableName("items")).timeToLiveDescription();
    }
}
