package dev.headgate.cache.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headgate.cache.CacheStore;
import dev.headgate.cache.CacheStoreContract;
import dev.headgate.cache.CacheStoreUnavailableException;
import dev.headgate.cache.CachedAnswer;
import dev.headgate.dynamodbemulator.EmbeddedDynamoDb;
import dev.headgate.dynamodbemulator.fault.Fault;
import dev.headgate.http.Body;
import dev.headgate.http.Headers;
import dev.headgate.http.Response;
import dev.headgate.tables.Tables;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

class DynamoDbCacheStoreTest extends CacheStoreContract {
    private static final AtomicInteger TABLES = new AtomicInteger();
    private static EmbeddedDynamoDb dynamoDb;
    private static DynamoDbClient client;

    @BeforeAll
    static void start() throws IOException {
        dynamoDb = EmbeddedDynamoDb.start(0);
        client = CacheClient.of(DynamoDbClient.builder().region(Region.US_EAST_1).endpointOverride(dynamoDb.endpoint())
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("id", "secret"))),
                Duration.ofSeconds(30));
    }

    @AfterAll
    static void stop() {
        client.close();
        dynamoDb.close();
    }

    @AfterEach
    void heal() {
        dynamoDb.faults().clear();
    }

    @Override
    protected CacheStore store() {
        return new DynamoDbCacheStore(client, table());
    }

    private static String table() {
        String table = "cache-" + TABLES.incrementAndGet();
        client.createTable(Tables.withoutIndex(table, CacheTable.PARTITION_KEY));
        return table;
    }

    @Test
    void the_largest_answer_fits_an_item_and_a_larger_one_is_not_kept() {
        CacheStore store = store();
        Headers headers = Headers.of("X-Name", "x".repeat(1_000));
        int rest = DynamoDbCacheStore.ANSWER_BYTES_MAX - 1_006;
        assertThat(store.put("key", sized(headers, rest))).isTrue();
        assertThat(store.get("key", NOW)).contains(sized(headers, rest));
        assertThat(store.put("key", sized(headers, rest + 1))).isFalse();
    }

    private static CachedAnswer sized(Headers headers, int bytes) {
        return new CachedAnswer(new Response(200, headers, Body.of(new byte[bytes])), NOW, Duration.ZERO,
                NOW.plusSeconds(60));
    }

    @Test
    void environments_share_answers() {
        String table = table();
        CachedAnswer answer = answer("x", NOW.plusSeconds(60));
        new DynamoDbCacheStore(client, table).put("key", answer);
        assertThat(new DynamoDbCacheStore(client, table).get("key", NOW)).contains(answer);
    }

    @Test
    void a_table_that_cannot_be_asked_is_unavailable() {
        String table = table();
        CacheStore store = new DynamoDbCacheStore(client, table);
        dynamoDb.faults().all("GetItem", Fault.throttled());
        dynamoDb.faults().all("PutItem", Fault.internalError());
        assertThatThrownBy(() -> store.get("key", NOW)).isInstanceOf(CacheStoreUnavailableException.class)
                .hasMessage("the table " + table + " could not be asked: ProvisionedThroughputExceededException");
        assertThatThrownBy(() -> store.put("key", answer("x", NOW)))
                .isInstanceOf(CacheStoreUnavailableException.class)
                .hasMessage("the table " + table + " could not be asked: InternalServerErrorException");
    }

    @Test
    void warming_up_never_fails() {
        assertThat(new DynamoDbCacheStore(client, "no-such-table").warmUp(Duration.ofSeconds(5)))
                .contains("the table no-such-table could not be asked: ResourceNotFoundException");
    }
}
