package dev.headgate.identity.keys;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class LookupCacheTest {
    private static final CacheSettings SETTINGS = new CacheSettings(10, Duration.ofSeconds(30), Duration.ofSeconds(5),
            Duration.ofMinutes(10));
    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-11-25T10:20:30Z"));
    private final InstantSource clock = now::get;
    private final LookupCache<String> cache = new LookupCache<>(clock, SETTINGS);

    @Test
    void a_flood_of_unknown_keys_pushes_out_no_known_one() {
        cache.get("known", () -> Optional.of("value"));
        for (int i = 0; i < 100_000; i++) {
            cache.get("unknown " + i, Optional::empty);
        }
        AtomicInteger lookups = new AtomicInteger();
        cache.get("known", () -> {
            lookups.incrementAndGet();
            return Optional.empty();
        });
        assertThat(lookups).hasValue(0);
        assertThat(cache.size()).isEqualTo(11);
    }

    @Test
    void the_least_recently_used_is_forgotten() {
        for (int i = 0; i < 10; i++) {
            cache.get("key " + i, () -> Optional.of("old"));
        }
        cache.get("key 0", () -> Optional.of("new"));
        cache.get("key 10", () -> Optional.of("old"));
        assertThat(cache.get("key 0", () -> Optional.of("new"))).contains("old");
        assertThat(cache.get("key 1", () -> Optional.of("new"))).contains("new");
    }

    @Test
    void a_clock_that_goes_back_keeps_nothing_for_ever() {
        cache.get("key", () -> Optional.of("old"));
        now.set(now.get().minus(Duration.ofDays(1)));
        assertThat(cache.get("key", () -> Optional.of("new"))).contains("new");
    }
}
