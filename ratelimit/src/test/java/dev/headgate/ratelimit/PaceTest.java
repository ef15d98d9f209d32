package dev.headgate.ratelimit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PaceTest {
    private static final Instant NOW = Instant.parse("2026-11-25T10:20:30.123456789Z");
    private static final Instant NEVER = Instant.parse("9999-12-31T23:59:59Z");

    /// Of a caller that asks far more often than it may.
    @ParameterizedTest
    @CsvSource(delimiter = '|', useHeadersInDisplayName = true, textBlock = """
            seconds | count | burst | asks every | asks for | admitted
            60      | 7     | 2     | PT1S       | PT1H     | 421
            60      | 7     | 2     | PT1S       | PT10H    | 4201
            60      | 7     | 7     | PT1S       | PT10H    | 4206
            60      | 7     | 1     | PT0.06S    | PT1H     | 420
            3       | 1     | 1     | PT1S       | PT1H     | 1200
            1       | 3     | 2     | PT0.1S     | PT1H     | 10801
            86400   | 1     | 1     | PT1H       | P30D     | 30
            """)
    void in_the_long_run_exactly_the_count_is_admitted_per_span(long seconds, long count, long burst, Duration every,
            Duration total, int admitted) {
        CounterStore store = new MemoryCounterStore();
        List<Limit> limits = List.of(Limit.smooth(new Span.Seconds(seconds), count, burst));
        int passed = 0;
        for (Instant now = NOW; now.isBefore(NOW.plus(total)); now = now.plus(every)) {
            passed += store.count("key", limits, now).admitted() ? 1 : 0;
        }
        assertThat(passed).isEqualTo(admitted);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', useHeadersInDisplayName = true, textBlock = """
            span       | count                | burst                | message
            MONTH      | 1                    | 1                    | a smooth limit needs a span of fixed length, not MONTH
            YEAR       | 1                    | 1                    | a smooth limit needs a span of fixed length, not YEAR
            9223372037 | 1                    | 1                    | a smooth limit has a span of 9223372036 seconds at the most, not 9223372037
            MINUTE     | 0                    | 0                    | a limit admits at least one request, not 0
            MINUTE     | 5                    | 0                    | of 5 requests from 1 to all may come at once, not 0
            MINUTE     | 5                    | 6                    | of 5 requests from 1 to all may come at once, not 6
            SECOND     | 9007199254740993     | 1                    | a smooth limit admits at most 2^53 requests, not 9007199254740993
            """)
    void a_limit_that_cannot_be_smooth_is_refused(String span, long count, long burst, String message) {
        Span of = Character.isDigit(span.charAt(0)) ? new Span.Seconds(Long.parseLong(span)) : Period.valueOf(span);
        assertThatThrownBy(() -> Limit.smooth(of, count, burst)).isInstanceOf(IllegalArgumentException.class)
                .hasMessage(message);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', useHeadersInDisplayName = true, textBlock = """
            span       | count            | digits
            SECOND     | 1                | 19
            SECOND     | 9007199254740992 | 35
            9223372036 | 9007199254740992 | 36
            """)
    void its_numbers_fit_where_numbers_have_38_digits(String span, long count, int digits) {
        Span of = Character.isDigit(span.charAt(0)) ? new Span.Seconds(Long.parseLong(span)) : Period.valueOf(span);
        BigInteger highest = Limit.smooth(of, count, count).pace().highest(count,
                Instant.parse("2226-01-01T00:00:00Z"));
        assertThat(highest.toString()).hasSize(digits);
    }

    @Property
    void a_moment_becomes_ticks_and_comes_back(
            @ForAll @LongRange(min = -9_999_999_999L, max = 99_999_999_999L) long seconds,
            @ForAll @IntRange(max = 999_999_999) int nanos,
            @ForAll @LongRange(min = 1, max = 9_007_199_254_740_992L) long count) {
        Pace pace = Limit.smooth(Period.HOUR, count, 1).pace();
        Instant moment = Instant.ofEpochSecond(seconds, nanos);
        assertThat(pace.moment(pace.ticks(moment))).isEqualTo(moment);
        assertThat(pace.moment(pace.ticks(moment).add(BigInteger.ONE))).isEqualTo(moment.plusNanos(1));
        assertThat(pace.moment(pace.ticks(NEVER).add(pace.cost(Long.MAX_VALUE)))).isEqualTo(NEVER);
    }

    /// In any time the burst and what comes back meanwhile are admitted, and in total no caller's clock makes it more
    /// than by the time that clocks are apart.
    @Property
    void clocks_that_differ_admit_no_more_than_their_difference_makes_up_for(
            @ForAll @LongRange(min = 1, max = 9) long burst,
            @ForAll @IntRange(max = 30_000) int apartMillis, @ForAll List<@IntRange(max = 20_000) Integer> pauses) {
        CounterStore store = new MemoryCounterStore();
        List<Limit> limits = List.of(Limit.smooth(Period.MINUTE, 9, burst));
        long admitted = 0;
        long millis = 0;
        for (int i = 0; i < pauses.size(); i++) {
            millis += pauses.get(i) % 5_000;
            Instant now = NOW.plusMillis(millis).minusMillis(pauses.get(i) % 2 == 0 ? apartMillis : 0);
            admitted += store.count("key", limits, now).admitted() ? 1 : 0;
        }
        assertThat(admitted).isLessThanOrEqualTo(burst + (millis + apartMillis) * 9 / 60_000);
    }
}
