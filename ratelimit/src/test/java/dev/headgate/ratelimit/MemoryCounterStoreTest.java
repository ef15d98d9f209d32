package dev.headgate.ratelimit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class MemoryCounterStoreTest extends CounterStoreContract {
    private static final Instant NOW = Instant.parse("2026-11-25T10:20:30Z");
    private static final List<Limit> ONE_A_MINUTE = List.of(new Limit(Period.MINUTE, 1));

    @Override
    protected CounterStore store() {
        return new MemoryCounterStore();
    }

    @Test
    void windows_that_ended_are_dropped_while_others_come() {
        MemoryCounterStore store = new MemoryCounterStore();
        for (int i = 0; i < 10_000; i++) {
            store.count("old " + i, ONE_A_MINUTE, NOW);
        }
        assertThat(store.size()).isEqualTo(10_000);
        for (int i = 0; i < 10_000; i++) {
            store.count("new " + i, ONE_A_MINUTE, NOW.plusSeconds(600));
        }
        assertThat(store.size()).isEqualTo(10_000);
    }

    @Test
    void a_million_callers_take_no_more_room_than_given() {
        MemoryCounterStore store = new MemoryCounterStore(6_400);
        for (int i = 0; i < 1_000_000; i++) {
            store.count("caller " + i, ONE_A_MINUTE, NOW);
        }
        assertThat(store.size()).isLessThanOrEqualTo(6_400);
    }

    @Test
    void windows_of_all_lengths_share_the_room() {
        MemoryCounterStore store = new MemoryCounterStore(6_400);
        List<Limit> limits = Arrays.stream(Period.values()).map(period -> new Limit(period, 1)).toList();
        for (int i = 0; i < 100_000; i++) {
            store.count("caller " + i, limits, NOW);
        }
        assertThat(store.size()).isLessThanOrEqualTo(6_400);
    }

    @Test
    void smooth_limits_share_the_room_and_are_dropped_when_they_have_come_to_rest() {
        MemoryCounterStore store = new MemoryCounterStore(64_000);
        List<Limit> limits = List.of(Limit.smooth(Period.MINUTE, 60, 1), new Limit(Period.HOUR, 1));
        for (int i = 0; i < 10_000; i++) {
            store.count("old " + i, limits, NOW);
        }
        assertThat(store.size()).isEqualTo(20_000);
        for (int i = 0; i < 10_000; i++) {
            store.count("new " + i, limits, NOW.plusSeconds(302));
        }
        assertThat(store.size()).isEqualTo(30_000);
        for (int i = 0; i < 100_000; i++) {
            store.count("caller " + i, limits, NOW);
        }
        assertThat(store.size()).isLessThanOrEqualTo(64_000);
    }

    @Test
    void a_client_that_sends_long_words_takes_no_more_room() {
        MemoryCounterStore store = new MemoryCounterStore();
        for (int i = 0; i < 1_000; i++) {
            store.count("caller " + i + "z".repeat(7_000), ONE_A_MINUTE, NOW);
        }
        assertThat(store.keyLengths()).isEqualTo(64_000);
        assertThat(store.count("caller 7" + "z".repeat(7_000), ONE_A_MINUTE, NOW).admitted()).isFalse();
        assertThat(store.count("caller 7" + "z".repeat(7_001), ONE_A_MINUTE, NOW).admitted()).isTrue();
    }

    @Test
    void a_long_window_does_not_keep_short_ones() {
        MemoryCounterStore store = new MemoryCounterStore();
        List<Limit> both = List.of(new Limit(Period.SECOND, 1), new Limit(Period.YEAR, 1_000_000));
        for (int i = 0; i < 10_000; i++) {
            store.count("key", both, NOW.plusSeconds(i));
        }
        assertThat(store.size()).as("one year, and the seconds that are not yet forgotten").isLessThanOrEqualTo(1 + 17);
    }

    @Test
    void a_store_without_room_is_refused() {
        assertThatThrownBy(() -> new MemoryCounterStore(63)).isInstanceOf(IllegalArgumentException.class)
                .hasMessage("room for 63 windows; at least 64 are needed");
    }
}
