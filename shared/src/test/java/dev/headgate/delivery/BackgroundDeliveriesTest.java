package dev.headgate.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BackgroundDeliveriesTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration AN_HOUR = Duration.ofHours(1);

    private final AtomicLong nanos = new AtomicLong();
    private final List<String> told = new CopyOnWriteArrayList<>();
    private final List<List<String>> sent = new CopyOnWriteArrayList<>();
    private final BackgroundDeliveries deliveries = new BackgroundDeliveries(PATIENCE, nanos::get,
            lost -> told.add(lost.problem()));
    private final CountDownLatch open = new CountDownLatch(1);
    private final CountDownLatch busy = new CountDownLatch(1);

    @AfterEach
    void close() {
        open.countDown();
        deliveries.close();
    }

    private static QueueSettings settings(int batchSizeMax, int entriesMax, long bytesMax) {
        return new QueueSettings(batchSizeMax, AN_HOUR, entriesMax,
                bytesMax == 0 ? OptionalLong.empty() : OptionalLong.of(bytesMax), Duration.ofSeconds(60), AN_HOUR,
                AN_HOUR, false);
    }

    private Destination<String> to(QueueSettings settings) {
        return new Destination<>("queue", "http-log", settings, sent::add);
    }

    /// Keeps its first batch until the test lets it go.
    private Destination<String> held(QueueSettings settings) {
        return new Destination<>("queue", "http-log", settings, batch -> {
            busy.countDown();
            await(open);
            sent.add(batch);
        });
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void the_end_of_an_invocation_sends_what_waits_for_its_batch_to_fill() {
        for (String entry : List.of("a", "b", "c")) {
            deliveries.add(to(settings(10, 100, 0)), entry, 1);
        }
        deliveries.settle(PATIENCE);
        assertThat(sent).containsExactly(List.of("a", "b", "c"));
    }

    @Test
    void where_nobody_freezes_the_process_a_batch_fills_in_its_own_time() {
        BackgroundDeliveries patient = new BackgroundDeliveries(Duration.ZERO, nanos::get, _ -> {
        });
        CountDownLatch full = new CountDownLatch(1);
        Destination<String> to = new Destination<>("queue", "http-log", settings(2, 100, 0), batch -> {
            sent.add(batch);
            full.countDown();
        });
        patient.add(to, "a", 1);
        patient.settle(PATIENCE);
        assertThat(sent).isEmpty();
        patient.add(to, "b", 1);
        await(full);
        assertThat(sent).containsExactly(List.of("a", "b"));
        patient.close();
    }

    @ParameterizedTest(name = "batches of {0}, {1} entries, {2} bytes")
    @CsvSource(delimiter = '|', textBlock = """
            1  | 100 | 0 | [[0], [a], [bb], [ccc], [d]] | []
            2  | 100 | 0 | [[0], [a, bb], [ccc, d]]     | []
            10 | 100 | 0 | [[0], [a, bb, ccc, d]]       | []
            10 | 2   | 0 | [[0], [ccc, d]]              | [queue at 80% capacity, queue full, dropping old entries until processing is successful again, queue full, dropping old entries until processing is successful again]
            10 | 100 | 5 | [[0], [ccc, d]]              | [byte capacity exceeded, 1 queue entries were dropped, byte capacity exceeded, 1 queue entries were dropped]
            10 | 100 | 2 | [[0], [d]]                   | [byte capacity exceeded, 1 queue entries were dropped, string to be queued is longer (3 bytes) than the queue's max_bytes (2 bytes), byte capacity exceeded, 1 queue entries were dropped]
            """)
    void what_comes_while_a_batch_is_sent_waits_within_limits(int batch, int entries, long bytes, String batches,
            String messages) {
        QueueSettings settings = settings(batch, entries, bytes);
        deliveries.add(held(settings(1, entries, bytes)), "0", 1);
        await(busy);
        for (String entry : List.of("a", "bb", "ccc", "d")) {
            deliveries.add(held(settings), entry, entry.length());
        }
        open.countDown();
        deliveries.settle(PATIENCE);
        assertThat(sent.toString()).isEqualTo(batches);
        assertThat(told.toString()).isEqualTo(messages);
    }

    @Test
    void a_batch_that_fails_is_tried_again_until_it_arrives() {
        QueueSettings impatient = new QueueSettings(1, Duration.ZERO, 10, OptionalLong.empty(), Duration.ofSeconds(60),
                Duration.ofNanos(1), Duration.ofNanos(1), false);
        CountDownLatch arrived = new CountDownLatch(1);
        AtomicInteger tries = new AtomicInteger();
        deliveries.add(new Destination<>("queue", "http-log", impatient, (List<String> batch) -> {
            if (tries.incrementAndGet() < 4) {
                throw new IOException("no " + tries.get());
            }
            sent.add(batch);
            arrived.countDown();
        }), "a", 1);
        await(arrived);
        assertThat(sent).containsExactly(List.of("a"));
        assertThat(told).containsExactly("handler could not process entries: no 1",
                "handler could not process entries: no 2", "handler could not process entries: no 3");
    }

    @ParameterizedTest(name = "after {1} s of at most {0} s")
    @CsvSource(delimiter = '|', textBlock = """
            60 | 61
            -1 | 0
            """)
    void a_batch_that_fails_for_too_long_is_lost(long retrySecondsMax, long seconds) {
        QueueSettings settings = new QueueSettings(1, Duration.ZERO, 10, OptionalLong.empty(),
                Duration.ofSeconds(retrySecondsMax), AN_HOUR, AN_HOUR, false);
        deliveries.add(new Destination<>("queue", "http-log", settings, (List<String> batch) -> {
            if (batch.equals(List.of("a"))) {
                nanos.addAndGet(Duration.ofSeconds(seconds).toNanos());
                throw new IOException("no");
            }
            sent.add(batch);
        }), "a", 1);
        deliveries.settle(PATIENCE);
        deliveries.add(to(settings), "b", 1);
        deliveries.settle(PATIENCE);
        assertThat(sent).containsExactly(List.of("b"));
        assertThat(told).containsExactly("handler could not process entries: no",
                "could not send entries due to max_retry_time exceeded. 1 queue entries were lost");
    }

    @Test
    void no_invocation_waits_for_a_collector_that_has_failed_before() {
        Destination<String> broken = new Destination<>("queue", "http-log", settings(1, 10, 0), _ -> {
            throw new IOException("no");
        });
        deliveries.add(broken, "a", 1);
        deliveries.settle(AN_HOUR);
        deliveries.add(broken, "b", 1);
        deliveries.settle(AN_HOUR);
        assertThat(told).containsExactly("handler could not process entries: no");
    }

    @Test
    void a_bug_loses_its_batch_and_no_other() {
        deliveries.add(new Destination<>("queue", "http-log", settings(1, 10, 0), (List<String> batch) -> {
            throw new IllegalStateException("what a client sent");
        }), "a", 1);
        deliveries.settle(PATIENCE);
        deliveries.add(to(settings(1, 10, 0)), "b", 1);
        deliveries.settle(PATIENCE);
        assertThat(sent).containsExactly(List.of("b"));
        assertThat(told).containsExactly(
                "handler could not process entries: java.lang.IllegalStateException. 1 queue entries were lost");
    }

    @Test
    void without_a_limit_of_concurrency_no_entry_waits_for_another() {
        QueueSettings unlimited = new QueueSettings(5, AN_HOUR, 10, OptionalLong.empty(), Duration.ofSeconds(60),
                AN_HOUR, AN_HOUR, true);
        CountDownLatch both = new CountDownLatch(2);
        Destination<String> to = new Destination<>("queue", "http-log", unlimited, batch -> {
            both.countDown();
            await(both);
            sent.add(batch);
        });
        deliveries.add(to, "a", 1);
        deliveries.add(to, "b", 1);
        deliveries.settle(PATIENCE);
        assertThat(sent).containsExactlyInAnyOrder(List.of("a"), List.of("b"));
    }
}
