package dev.headgate.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headgate.http.Headers;
import dev.headgate.ratelimit.Limit;
import dev.headgate.ratelimit.MemoryCounterStore;
import dev.headgate.ratelimit.Period;
import dev.headgate.ratelimit.Span;
import dev.headgate.ratelimit.Usage;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What clients of smooth limits are told; the other kinds are seen at the plugins that have them.
class RateLimitHeadersTest {
    private static final Instant NOW = Instant.parse("2026-11-25T10:20:30Z");

    /// After some requests at 10:20:30, one more some milliseconds later.
    @ParameterizedTest
    @CsvSource(delimiter = '|', useHeadersInDisplayName = true, textBlock = """
            span   | count | burst | before | after millis | admitted | remaining | reset | retry after
            MINUTE | 6     | 2     | 0      | 0            | true     | 1         | 10    |
            MINUTE | 6     | 2     | 1      | 0            | true     | 0         | 10    |
            MINUTE | 6     | 2     | 2      | 0            | false    | 0         | 10    | 10
            MINUTE | 6     | 2     | 2      | 1            | false    | 0         | 10    | 10
            MINUTE | 6     | 2     | 2      | 9999         | false    | 0         | 1     | 1
            MINUTE | 6     | 2     | 2      | 10000        | true     | 0         | 10    |
            MINUTE | 7     | 1     | 1      | 0            | false    | 0         | 9     | 9
            MINUTE | 7     | 1     | 1      | 571          | false    | 0         | 9     | 9
            MINUTE | 7     | 1     | 1      | 572          | false    | 0         | 8     | 8
            SECOND | 100   | 100   | 0      | 0            | true     | 99        | 1     |
            SECOND | 100   | 1     | 1      | 5            | false    | 0         | 1     | 1
            90s    | 9     | 3     | 2      | 0            | true     | 0         | 10    |
            DAY    | 1     | 1     | 1      | 500          | false    | 0         | 86400 | 86400
            """)
    void a_client_learns_how_many_seconds_to_wait(String span, long count, long burst, int before, long afterMillis,
            boolean admitted, String remaining, String reset, String retryAfter) {
        MemoryCounterStore store = new MemoryCounterStore();
        List<Limit> limits = List.of(Limit.smooth(
                span.equals("90s") ? new Span.Seconds(90) : Period.valueOf(span), count, burst));
        for (int i = 0; i < before; i++) {
            store.count("key", limits, NOW);
        }
        Instant now = NOW.plusMillis(afterMillis);
        Usage usage = store.count("key", limits, now);
        Headers headers = RateLimitHeaders.of(usage, now);
        assertThat(usage.admitted()).isEqualTo(admitted);
        assertThat(headers.first("RateLimit-Limit")).isEqualTo(Long.toString(count));
        assertThat(headers.first("RateLimit-Remaining")).isEqualTo(remaining);
        assertThat(headers.first("RateLimit-Reset")).isEqualTo(reset);
        assertThat(headers.first("Retry-After")).isEqualTo(retryAfter == null ? "" : retryAfter);
        if (!admitted) {
            assertThat(store.count("key", limits, now.plusSeconds(Long.parseLong(retryAfter))).admitted()).isTrue();
        }
    }
}
