package dev.headgate.cache;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MemoryCacheStoreTest extends CacheStoreContract {
    @Override
    protected CacheStore store() {
        return new MemoryCacheStore();
    }

    @Test
    void the_least_recently_asked_for_goes_where_there_would_be_too_much() {
        MemoryCacheStore store = new MemoryCacheStore(3_000);
        for (String key : new String[]{"a", "b", "c"}) {
            store.put(key, answer("x".repeat(400), NOW.plusSeconds(60)));
        }
        store.get("a", NOW);
        store.put("d", answer("x".repeat(400), NOW.plusSeconds(60)));
        assertThat(store.get("a", NOW)).isPresent();
        assertThat(store.get("b", NOW)).isEmpty();
        assertThat(store.get("d", NOW)).isPresent();
        assertThat(store.bytes()).isLessThanOrEqualTo(3_000);
    }

    @Test
    void an_answer_that_is_larger_than_the_store_is_not_kept_and_neither_is_the_one_before() {
        MemoryCacheStore store = new MemoryCacheStore(3_000);
        store.put("a", answer("x", NOW.plusSeconds(60)));
        assertThat(store.put("a", answer("x".repeat(3_000), NOW.plusSeconds(60)))).isFalse();
        assertThat(store.get("a", NOW)).isEmpty();
        assertThat(store.bytes()).isZero();
    }

    @Test
    void room_is_given_back_by_answers_whose_time_is_over() {
        MemoryCacheStore store = new MemoryCacheStore();
        store.put("a", answer("x", NOW.plusSeconds(60)));
        store.get("a", NOW.plusSeconds(60));
        assertThat(store.bytes()).isZero();
    }
}
