package dev.headgate.health.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headgate.dynamodbemulator.EmbeddedDynamoDb;
import dev.headgate.health.HealthStore;
import dev.headgate.health.HealthStoreContract;
import dev.headgate.health.HealthStoreUnavailableException;
import dev.headgate.health.ManualClock;
import dev.headgate.health.Probed;
import dev.headgate.health.Status;
import dev.headgate.health.Tally;
import dev.headgate.tables.Tables;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

class DynamoDbHealthStoreTest extends HealthStoreContract {
    private static final AtomicInteger TABLES = new AtomicInteger();
    private static EmbeddedDynamoDb dynamoDb;
    private static DynamoDbClient client;

    private final ManualClock clock = new ManualClock(NOW);
    private String table;

    @BeforeAll
    static void start() throws IOException {
        dynamoDb = EmbeddedDynamoDb.start(0);
        client = DynamoDbClient.builder().region(Region.US_EAST_1).endpointOverride(dynamoDb.endpoint())
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("id", "secret")))
                .httpClientBuilder(UrlConnectionHttpClient.builder()).build();
    }

    @AfterAll
    static void stop() {
        client.close();
        dynamoDb.close();
    }

    @Override
    protected HealthStore store() {
        table = "health-" + TABLES.incrementAndGet();
        client.createTable(Tables.withoutIndex(table, HealthTable.PARTITION_KEY));
        return new DynamoDbHealthStore(client, table, clock);
    }

    @Test
    void an_address_that_nobody_speaks_of_is_forgotten() {
        HealthStore store = store();
        store.tell("orders", HERE, down(0));
        store.keep("orders", Map.of(HERE, new Probed(Tally.UNHEALTHY, NOW)));
        clock.advance(Duration.ofHours(25));
        assertThat(store.read("orders").statuses()).containsKey(HERE);
        Instant now = clock.instant();
        store.tell("orders", "10.0.0.9:80", new Status(true, now, Instant.EPOCH));
        assertThat(store.read("orders").statuses()).containsOnlyKeys("10.0.0.9:80");
        assertThat(store.read("orders").probed()).isEmpty();
        long expiresAt = Long.parseLong(
                client.scan(scan -> scan.tableName(table)).items().getFirst().get(HealthTable.TIME_TO_LIVE).n());
        assertThat(Instant.ofEpochSecond(expiresAt)).isAfter(now.plus(Duration.ofDays(6)));
    }

    @Test
    void there_may_be_many_addresses() {
        HealthStore store = store();
        Map<String, Probed> many = IntStream.range(0, 450).mapToObj(i -> "10.0." + i / 256 + "." + i % 256 + ":80")
                .collect(Collectors.toMap(Function.identity(), _ -> new Probed(Tally.HEALTHY, NOW)));
        store.keep("orders", many);
        assertThat(store.read("orders").probed()).isEqualTo(many);
    }

    @Test
    void a_table_that_cannot_be_asked_is_said_to_be_unavailable() {
        HealthStore store = new DynamoDbHealthStore(client, "no-such-table", clock);
        assertThatThrownBy(() -> store.read("orders")).isInstanceOf(HealthStoreUnavailableException.class);
        assertThatThrownBy(() -> store.tell("orders", HERE, down(0)))
                .isInstanceOf(HealthStoreUnavailableException.class);
        assertThatThrownBy(() -> store.replace("orders", HERE, down(0), up(1)))
                .isInstanceOf(HealthStoreUnavailableException.class);
        assertThatThrownBy(() -> store.keep("orders", Map.of(HERE, new Probed(Tally.HEALTHY, NOW))))
                .isInstanceOf(HealthStoreUnavailableException.class);
    }
}
