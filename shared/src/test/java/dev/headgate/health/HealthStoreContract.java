package dev.headgate.health;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// What every store of health does.
public abstract class HealthStoreContract {
    protected static final Instant NOW = Instant.parse("2026-11-25T10:20:30.123Z");
    protected static final String HERE = "10.0.0.1:8080 orders-a.internal";
    private static final String THERE = "[::1]:8080";

    /// A store that holds nothing.
    protected abstract HealthStore store();

    @Test
    void nothing_is_known_at_first() {
        assertThat(store().read("orders")).isEqualTo(Findings.NONE);
    }

    @Test
    void what_was_told_is_known() {
        HealthStore store = store();
        store.tell("orders", HERE, down(0));
        store.tell("orders", THERE, up(1));
        store.tell("invoices", HERE, up(2));
        assertThat(store.read("orders").statuses()).isEqualTo(Map.of(HERE, down(0), THERE, up(1)));
        assertThat(store.read("invoices").statuses()).isEqualTo(Map.of(HERE, up(2)));
    }

    @Test
    void the_later_finding_stays() {
        HealthStore store = store();
        store.tell("orders", HERE, down(5));
        store.tell("orders", HERE, up(4));
        store.tell("orders", HERE, up(5));
        assertThat(store.read("orders").statuses()).containsEntry(HERE, down(5));
        store.tell("orders", HERE, up(6));
        assertThat(store.read("orders").statuses()).containsEntry(HERE, up(6));
    }

    @Test
    void only_what_was_seen_is_replaced() {
        HealthStore store = store();
        Status claimed = new Status(false, NOW, NOW.plusSeconds(60));
        assertThat(store.replace("orders", HERE, down(0), claimed)).as("nothing is there").isFalse();
        assertThat(store.read("orders").statuses()).isEmpty();
        store.tell("orders", HERE, down(0));
        assertThat(store.replace("orders", HERE, down(1), claimed)).as("another one is there").isFalse();
        assertThat(store.replace("orders", HERE, down(0), claimed)).isTrue();
        assertThat(store.replace("orders", HERE, down(0), claimed)).as("it is gone").isFalse();
        assertThat(store.read("orders").statuses()).containsEntry(HERE, claimed);
    }

    @Test
    void one_of_many_claims_succeeds() throws InterruptedException {
        HealthStore store = store();
        store.tell("orders", HERE, down(0));
        AtomicInteger successes = new AtomicInteger();
        List<Thread> threads = IntStream.range(0, 8).mapToObj(i -> Thread.ofVirtual().start(() -> {
            if (store.replace("orders", HERE, down(0), new Status(false, NOW, NOW.plusSeconds(60 + i)))) {
                successes.incrementAndGet();
            }
        })).toList();
        for (Thread thread : threads) {
            thread.join();
        }
        assertThat(successes).hasValue(1);
    }

    @Test
    void probes_are_kept_beside_what_was_told() {
        HealthStore store = store();
        Probed bad = new Probed(new Tally(Tally.State.MOSTLY_HEALTHY, 0, 1, 2, 3), NOW);
        Probed good = new Probed(Tally.HEALTHY, NOW.plusMillis(1));
        store.tell("orders", HERE, down(0));
        store.keep("orders", Map.of(HERE, bad, THERE, bad));
        store.keep("orders", Map.of(THERE, good));
        assertThat(store.read("orders")).isEqualTo(new Findings(Map.of(HERE, down(0)), Map.of(HERE, bad, THERE, good)));
        store.keep("orders", Map.of());
    }

    protected static Status down(int second) {
        Instant at = NOW.plusSeconds(second);
        return new Status(false, at, at.plusSeconds(30));
    }

    protected static Status up(int second) {
        return new Status(true, NOW.plusSeconds(second), Instant.EPOCH);
    }
}
