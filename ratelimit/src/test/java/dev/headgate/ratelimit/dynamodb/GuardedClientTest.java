package dev.headgate.ratelimit.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headgate.dynamodbemulator.fault.Fault;
import dev.headgate.dynamodbemulator.fault.Hang;
import dev.headgate.ratelimit.CounterStore;
import dev.headgate.ratelimit.CounterStoreUnavailableException;
import dev.headgate.ratelimit.Limit;
import dev.headgate.ratelimit.Period;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What becomes of counting while DynamoDB does not answer, and after it does again.
@Timeout(60)
class GuardedClientTest {
    private static final Instant NOW = Instant.parse("2026-11-25T10:20:30Z");
    private static final List<Limit> MANY = List.of(new Limit(Period.MINUTE, 1_000));
    private static final int THREADS = 64;
    private static CounterTables tables;

    private final AtomicReference<Instant> time = new AtomicReference<>(NOW);
    private final String table = tables.table();
    private final CounterStore store = new DynamoDbCounterStore(
            new GuardedClient(tables.client(), BreakerSettings.DEFAULT, time::get), table);

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

    private void assertFails(String key, String how) {
        assertThatThrownBy(() -> store.count(key, MANY, time.get()))
                .isInstanceOf(CounterStoreUnavailableException.class)
                .hasMessage("the table " + table + " could not count: " + how);
    }

    @ParameterizedTest
    @CsvSource({"InternalServerErrorException,failing", "SdkClientException,lost"})
    void a_table_that_does_not_answer_five_times_is_asked_once_a_pause(String name, String answers) {
        tables.dynamoDb().faults().all("UpdateItem",
                answers.equals("lost") ? Fault.droppedAnswer() : Fault.internalError());
        for (int i = 0; i < 5; i++) {
            assertFails("key " + i, name);
        }
        assertThat(tables.calls()).hasSize(5);
        for (int pauseSeconds : new int[]{1, 2, 4, 8, 16, 30, 30}) {
            time.set(time.get().plusSeconds(pauseSeconds).minusMillis(1));
            assertFails("key", "BreakerOpenException");
            assertThat(tables.calls()).isEmpty();
            time.set(time.get().plusMillis(1));
            assertFails("key", name);
            assertThat(tables.calls()).hasSize(1);
            assertFails("key", "BreakerOpenException");
            assertThat(tables.calls()).isEmpty();
        }
    }

    @Test
    void a_table_that_comes_back_counts_from_the_next_try_on() {
        tables.dynamoDb().faults().next("UpdateItem", 5, Fault.internalError());
        for (int i = 0; i < 5; i++) {
            assertFails("key", "InternalServerErrorException");
        }
        assertFails("key", "BreakerOpenException");
        time.set(NOW.plusSeconds(1));
        for (int i = 1; i <= 3; i++) {
            assertThat(store.count("key", MANY, time.get()).windows().getFirst().used()).isEqualTo(i);
        }
    }

    @Test
    void a_throttled_key_keeps_no_other_from_being_counted() {
        tables.dynamoDb().faults().all("UpdateItem", Fault.throttled());
        for (int i = 1; i <= 20; i++) {
            assertFails("hot", "ProvisionedThroughputExceededException");
        }
        tables.dynamoDb().faults().clear();
        assertThat(store.count("cold", MANY, NOW).windows().getFirst().used()).isEqualTo(1);
    }

    @Test
    void a_throttled_table_is_there() {
        for (int i = 0; i < 3; i++) {
            tables.dynamoDb().faults().all("UpdateItem", Fault.internalError());
            for (int failed = 0; failed < 4; failed++) {
                assertFails("key", "InternalServerErrorException");
            }
            tables.dynamoDb().faults().all("UpdateItem", Fault.throttled());
            assertFails("key", "ProvisionedThroughputExceededException");
        }
        tables.dynamoDb().faults().clear();
        assertThat(store.count("key", MANY, NOW).admitted()).isTrue();
    }

    @Test
    void refusals_and_failed_conditions_are_answers() {
        List<Limit> once = List.of(new Limit(Period.MINUTE, 1));
        for (int i = 0; i < 10; i++) {
            // Nothing in their memory: each learns of it from a condition that fails.
            tables.environment(table).count("key " + i, once, NOW);
            assertThat(store.count("key " + i, once, NOW).admitted()).isFalse();
        }
        assertThat(store.count("another", once, NOW).admitted()).isTrue();
    }

    @Test
    void a_window_that_is_known_to_be_full_stays_refused_while_nothing_is_asked() {
        List<Limit> once = List.of(new Limit(Period.MINUTE, 1));
        assertThat(store.count("full", once, NOW).admitted()).isTrue();
        tables.dynamoDb().faults().all("UpdateItem", Fault.internalError());
        for (int i = 0; i < 5; i++) {
            assertFails("key", "InternalServerErrorException");
        }
        assertFails("key", "BreakerOpenException");
        assertThat(store.count("full", once, NOW).admitted()).isFalse();
    }

    @Test
    void a_clock_that_is_put_back_does_not_hold_calls_up() {
        tables.dynamoDb().faults().next("UpdateItem", 5, Fault.internalError());
        for (int i = 0; i < 5; i++) {
            assertFails("key", "InternalServerErrorException");
        }
        time.set(NOW.minusSeconds(86_400));
        assertThat(store.count("key", MANY, time.get()).admitted()).isTrue();
    }

    /// While it is under way, which a hanging table makes sure of, nobody else gets through.
    @Test
    void of_many_threads_one_tries() throws Exception {
        tables.dynamoDb().faults().next("UpdateItem", 5, Fault.internalError());
        for (int i = 0; i < 5; i++) {
            assertFails("key", "InternalServerErrorException");
        }
        tables.calls();
        time.set(NOW.plusSeconds(1));
        Hang hang = new Hang();
        tables.dynamoDb().faults().all("UpdateItem", hang);
        CyclicBarrier barrier = new CyclicBarrier(THREADS);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Boolean>> counted = IntStream.range(0, THREADS).mapToObj(i -> threads.submit(() -> {
                barrier.await();
                return isCounted("key " + i);
            })).toList();
            hang.awaitArrivals(1);
            List<Future<Boolean>> open = new ArrayList<>(counted);
            while (open.size() > 1) {
                open.removeIf(Future::isDone);
                Thread.onSpinWait();
            }
            assertThat(tables.calls()).hasSize(1);
            hang.release();
            assertThat(open.getFirst().get()).isTrue();
            assertThat(counted.stream().filter(GuardedClientTest::isTrue)).hasSize(1);
        }
        assertThat(isCounted("key")).isTrue();
    }

    /// A thread a call, none of which an answer comes to: five or a few more get through, those that were under way.
    @Test
    void many_threads_stop_together() throws Exception {
        Hang hang = new Hang();
        tables.dynamoDb().faults().all("UpdateItem", hang);
        DynamoDbCounterStore hasty = new DynamoDbCounterStore(
                new GuardedClient(tables.client(Duration.ofMillis(20)), BreakerSettings.DEFAULT, time::get), table);
        tables.calls();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Long>> failed = IntStream.range(0, THREADS).mapToObj(i -> threads.submit(
                    () -> IntStream.range(0, 20).filter(_ -> !isCounted(hasty, "key " + i)).count())).toList();
            for (Future<Long> each : failed) {
                assertThat(each.get()).isEqualTo(20);
            }
        }
        hang.release();
        assertThat(tables.calls().size()).isLessThanOrEqualTo(THREADS + 5);
    }

    private boolean isCounted(String key) {
        return isCounted(store, key);
    }

    private boolean isCounted(CounterStore counters, String key) {
        try {
            return counters.count(key, MANY, time.get()).admitted();
        } catch (CounterStoreUnavailableException _) {
            return false;
        }
    }

    private static boolean isTrue(Future<Boolean> future) {
        try {
            return future.get();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }
}
