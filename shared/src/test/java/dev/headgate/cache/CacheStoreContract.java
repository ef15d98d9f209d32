package dev.headgate.cache;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headgate.http.Body;
import dev.headgate.http.Headers;
import dev.headgate.http.Response;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What every store of answers does.
public abstract class CacheStoreContract {
    protected static final Instant NOW = Instant.parse("2026-11-25T10:20:30Z");

    /// A store with nothing in it.
    protected abstract CacheStore store();

    @Test
    void an_answer_comes_back_as_it_was_put() {
        CacheStore store = store();
        byte[] bytes = {0, -1, 127, '\r', '\n'};
        CachedAnswer answer = new CachedAnswer(
                new Response(404, Headers.of("X-A", "1", "Set-Cookie", "a=ä", "x-a", "", "Set-Cookie", "b"),
                        Body.of(bytes)),
                NOW, Duration.ofSeconds(30), NOW.plusSeconds(60));
        assertThat(store.put("key", answer)).isTrue();
        assertThat(store.get("key", NOW)).contains(answer);
        assertThat(store.get("other", NOW)).isEmpty();
    }

    @Test
    void an_answer_may_have_neither_fields_nor_content() {
        CacheStore store = store();
        CachedAnswer answer = answer("", NOW.plusSeconds(1));
        store.put("key", answer);
        assertThat(store.get("key", NOW)).contains(answer);
    }

    @Test
    void what_is_put_last_is_found() {
        CacheStore store = store();
        store.put("key", answer("one", NOW.plusSeconds(60)));
        store.put("key", answer("two", NOW.plusSeconds(1)));
        assertThat(store.get("key", NOW)).contains(answer("two", NOW.plusSeconds(1)));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', useHeadersInDisplayName = true, textBlock = """
            seconds kept | asked after milliseconds | found
            60           | 0                        | true
            60           | 59999                    | true
            60           | 60000                    | false
            60           | 86400000                 | false
            """)
    void an_answer_is_handed_out_until_its_time_is_over(long secondsKept, long afterMillis, boolean found) {
        CacheStore store = store();
        store.put("key", answer("x", NOW.plusSeconds(secondsKept)));
        assertThat(store.get("key", NOW.plusMillis(afterMillis)).isPresent()).isEqualTo(found);
    }

    protected static CachedAnswer answer(String body, Instant keptUntil) {
        return new CachedAnswer(new Response(200, Headers.EMPTY, Body.utf8(body)), NOW, Duration.ZERO, keptUntil);
    }
}
