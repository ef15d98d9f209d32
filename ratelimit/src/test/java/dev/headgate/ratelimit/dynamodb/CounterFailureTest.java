package dev.headgate.ratelimit.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headgate.dynamodbemulator.fault.Fault;
import dev.headgate.dynamodbemulator.fault.Hang;
import dev.headgate.ratelimit.CounterStoreUnavailableException;
import dev.headgate.ratelimit.Limit;
import dev.headgate.ratelimit.Period;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// What the store does when DynamoDB does not do its part.
@Timeout(60)
class CounterFailureTest {
    private static final Instant NOW = Instant.parse("2026-11-25T10:20:30Z");
    private static final List<Limit> FIVE = List.of(new Limit(Period.MINUTE, 5));
    private static CounterTables tables;

    @BeforeAll
    static void start() {
        tables = new CounterTables();
    }

    @AfterAll
    static void stop() {
        tables.close();
    }

    @AfterEach
    void heal() {
        tables.dynamoDb().faults().clear();
    }

    @Test
    void a_throttled_table_is_read_and_asked_for_a_shard_once_and_then_unavailable() {
        String table = tables.table();
        tables.dynamoDb().faults().all("UpdateItem", Fault.throttled());
        assertUnavailable(tables.environment(table), "the table " + table
                + " could not count: ProvisionedThroughputExceededException");
        assertThat(tables.calls()).containsExactly("UpdateItem", "GetItem", "UpdateItem");
    }

    @Test
    void a_table_that_fails_is_unavailable_and_not_asked_again() {
        String table = tables.table();
        tables.dynamoDb().faults().all("UpdateItem", Fault.internalError());
        assertUnavailable(tables.environment(table),
                "the table " + table + " could not count: InternalServerErrorException");
        assertThat(tables.calls()).containsExactly("UpdateItem");
    }

    @Test
    void a_missing_table_is_unavailable() {
        assertUnavailable(tables.environment("no-such-table"),
                "the table no-such-table could not count: ResourceNotFoundException");
    }

    @Test
    void a_slow_table_is_unavailable_when_the_time_limit_has_passed() {
        String table = tables.table();
        DynamoDbCounterStore store = new DynamoDbCounterStore(tables.client(Duration.ofMillis(50)), table);
        store.warmUp(Duration.ofSeconds(5), NOW);
        int before = tables.calls().size();
        Hang hang = new Hang();
        tables.dynamoDb().faults().all("UpdateItem", hang);
        assertUnavailable(store, "the table " + table + " could not count: ApiCallTimeoutException");
        // On a machine under load the time may be up before the call has left it: that is unavailable just the same.
        hang.release();
        assertThat(tables.calls().size() - before).isLessThanOrEqualTo(1);
    }

    /// The JDK's client would send the request again by itself.
    @Test
    void an_answer_that_is_lost_leaves_one_count() {
        String table = tables.table();
        DynamoDbCounterStore store = tables.environment(table);
        store.count("key", FIVE, NOW);
        tables.dynamoDb().faults().next("UpdateItem", Fault.droppedAnswer());
        assertUnavailable(store, "the table " + table + " could not count: SdkClientException");
        assertThat(store.count("key", FIVE, NOW).windows().getFirst().used()).isEqualTo(3);
    }

    @Test
    void an_endpoint_that_is_gone_is_unavailable() {
        CounterTables others = new CounterTables();
        String table = others.table();
        DynamoDbCounterStore store = others.environment(table);
        others.dynamoDb().close();
        assertUnavailable(store, "the table " + table + " could not count: SdkClientException");
    }

    @Test
    void what_is_known_to_be_full_stays_refused_while_the_table_is_down() {
        String table = tables.table();
        DynamoDbCounterStore store = tables.environment(table);
        List<Limit> once = List.of(new Limit(Period.MINUTE, 1));
        store.count("key", once, NOW);
        tables.dynamoDb().faults().all("UpdateItem", Fault.throttled());
        assertThat(store.count("key", once, NOW).admitted()).isFalse();
    }

    @Test
    void a_request_is_counted_even_when_tidying_up_fails() {
        String table = tables.table();
        List<Limit> limits = List.of(new Limit(Period.SECOND, 1));
        for (int i = 0; i <= CounterCalls.FORGETTABLE_MAX; i++) {
            // Environments whose clocks are late see nothing that is over.
            tables.environment(table).count("key", limits, NOW.minusSeconds(i));
        }
        tables.calls();
        DynamoDbCounterStore store = tables.environment(table);
        Instant later = NOW.plusSeconds(3_600);
        Hang none = new Hang();
        none.release();
        tables.dynamoDb().faults().next("UpdateItem", none);
        tables.dynamoDb().faults().next("UpdateItem", Fault.throttled());
        assertThat(store.count("key", limits, later).admitted()).isTrue();
        assertThat(tables.calls()).containsOnly("UpdateItem");
    }

    private static void assertUnavailable(DynamoDbCounterStore store, String message) {
        assertThatThrownBy(() -> store.count("key", FIVE, NOW)).isInstanceOf(CounterStoreUnavailableException.class)
                .hasMessage(message);
    }
}
