package dev.headgate.ratelimit.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headgate.ratelimit.CounterStoreUnavailableException;
import dev.headgate.ratelimit.Counting;
import dev.headgate.ratelimit.Limit;
import dev.headgate.ratelimit.Period;
import dev.headgate.ratelimit.dynamodb.Relay.Behaviour;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/// What becomes of counts when it is the network between that fails. A request is counted once or not at all.
@Timeout(60)
class CounterNetworkTest {
    private static final Instant NOW = Instant.parse("2026-11-25T10:20:30Z");
    private static final List<Limit> TEN = List.of(new Limit(Period.MINUTE, 10));
    /// Long enough for a request to reach the table and for its answer to come back, on any machine.
    private static final Duration TIME_LIMIT = Duration.ofSeconds(1);
    private static CounterTables tables;

    private final String table = tables.table();
    private final Relay network = new Relay(tables.dynamoDb().endpoint());
    private final DynamoDbClient client = tables.client(TIME_LIMIT, network.address());
    private final DynamoDbCounterStore store = new DynamoDbCounterStore(client, table);

    @BeforeAll
    static void start() {
        tables = new CounterTables();
    }

    @AfterAll
    static void stop() {
        tables.close();
    }

    @AfterEach
    void close() {
        client.close();
        network.close();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', useHeadersInDisplayName = true, textBlock = """
            network         | counting | what the store says     | how often it is counted
            RESET_IN_ANSWER | exact    | SdkClientException      | 1
            RESET_IN_ANSWER | leased   | SdkClientException      | 1
            END_IN_ANSWER   | exact    | SdkClientException      | 1
            END_IN_ANSWER   | leased   | SdkClientException      | 1
            HOLD_ANSWERS    | exact    | ApiCallTimeoutException | 1
            HOLD_ANSWERS    | leased   | ApiCallTimeoutException | 1
            LOSE_REQUESTS   | exact    | ApiCallTimeoutException | 0
            LOSE_REQUESTS   | leased   | ApiCallTimeoutException | 0
            """)
    void an_answer_that_does_not_come_is_never_counted_twice(Behaviour behaviour, String mode, String says, int times)
            throws InterruptedException {
        Counting counting = mode.equals("exact") ? Counting.ONE : new Counting.Leased(Duration.ofSeconds(1));
        // Also opens the connection, which the next request then uses again.
        assertThat(store.count("key", TEN, counting, NOW).admitted()).isTrue();
        Instant later = NOW.plusSeconds(5);
        network.behave(behaviour);
        assertThatThrownBy(() -> store.count("key", TEN, counting, later))
                .isInstanceOf(CounterStoreUnavailableException.class).hasMessageEndingWith(": " + says);
        if (times == 1) {
            network.awaitAnswer();
        }
        network.behave(Behaviour.PASS);
        network.release();
        assertThat(tables.item(table)).hasEntrySatisfying("m29926700",
                value -> assertThat(value.n()).isEqualTo(Integer.toString(1 + times)));
        assertThat(store.count("key", TEN, counting, NOW.plusSeconds(10)).windows().getFirst().used())
                .isEqualTo(2 + times);
    }

    /// Lambda freezes environments for longer than servers keep idle connections open.
    @Test
    void a_connection_that_was_closed_meanwhile_costs_a_count_at_the_most() {
        int counted = 0;
        for (int i = 0; i < 5; i++) {
            try {
                store.count("key", TEN, NOW);
                counted++;
            } catch (CounterStoreUnavailableException _) {
                // Sent on the closed connection, and so nowhere.
            }
            network.closeConnections();
        }
        assertThat(tables.item(table).get("m29926700").n()).isEqualTo(Integer.toString(counted));
    }

    @Test
    void nobody_listens_and_then_somebody_does_on_another_port() {
        network.close();
        for (int i = 0; i < 3; i++) {
            assertThatThrownBy(() -> store.count("key", TEN, NOW)).isInstanceOf(CounterStoreUnavailableException.class)
                    .hasMessageEndingWith("SdkClientException");
        }
        assertThat(tables.environment(table).count("key", TEN, NOW).windows().getFirst().used()).isEqualTo(1);
    }

    /// The requests that the network loses wait for their time limit; those that come after them do not.
    @Test
    void a_network_that_loses_everything_costs_five_requests_the_time_limit() {
        DynamoDbClient hasty = tables.client(Duration.ofMillis(50), network.address());
        DynamoDbCounterStore guarded = new DynamoDbCounterStore(
                new GuardedClient(hasty, BreakerSettings.DEFAULT, () -> NOW), table);
        network.behave(Behaviour.LOSE_REQUESTS);
        for (int i = 0; i < 1_000; i++) {
            assertThatThrownBy(() -> guarded.count("key", TEN, NOW))
                    .hasMessageEndingWith(i < 5 ? ": ApiCallTimeoutException" : ": BreakerOpenException");
        }
        hasty.close();
    }
}
