package dev.headgate.ratelimit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TimeWindowTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', useHeadersInDisplayName = true, textBlock = """
            moment                   | period | index      | start                | end                  | forgettable from
            2026-11-25T10:20:30.123Z | SECOND | 1795602030 | 2026-11-25T10:20:30Z | 2026-11-25T10:20:31Z | 2026-11-25T10:20:46Z
            2026-11-25T10:20:30.123Z | MINUTE | 29926700   | 2026-11-25T10:20:00Z | 2026-11-25T10:21:00Z | 2026-11-25T10:26:00Z
            2026-11-25T10:20:30.123Z | HOUR   | 498778     | 2026-11-25T10:00:00Z | 2026-11-25T11:00:00Z | 2026-11-25T12:00:00Z
            2026-11-25T10:20:30.123Z | DAY    | 20782      | 2026-11-25T00:00:00Z | 2026-11-26T00:00:00Z | 2026-11-26T01:00:00Z
            2026-11-25T10:20:30.123Z | MONTH  | 24322      | 2026-11-01T00:00:00Z | 2026-12-01T00:00:00Z | 2026-12-01T01:00:00Z
            2026-11-25T10:20:30.123Z | YEAR   | 2026       | 2026-01-01T00:00:00Z | 2027-01-01T00:00:00Z | 2027-01-01T01:00:00Z
            2028-02-29T00:00:00Z     | MONTH  | 24337      | 2028-02-01T00:00:00Z | 2028-03-01T00:00:00Z | 2028-03-01T01:00:00Z
            1969-12-31T23:59:59Z     | MINUTE | -1         | 1969-12-31T23:59:00Z | 1970-01-01T00:00:00Z | 1970-01-01T00:05:00Z
            """)
    void windows_are_calendar_units_in_utc(Instant moment, Period period, long index, Instant start, Instant end,
            Instant forgettableFrom) {
        TimeWindow window = TimeWindow.of(period, moment);
        assertThat(window).isEqualTo(new TimeWindow(period, index));
        assertThat(window.start()).isEqualTo(start).isEqualTo(period.windowStart(moment));
        assertThat(window.end()).isEqualTo(end);
        assertThat(window.isForgettable(forgettableFrom)).isTrue();
        assertThat(window.isForgettable(forgettableFrom.minusNanos(1))).isFalse();
    }

    @Property
    void windows_of_a_period_follow_each_other_without_gap(
            @ForAll @LongRange(min = 0, max = 4_102_444_800_000L) long epochMillis, @ForAll Period period) {
        Instant moment = Instant.ofEpochMilli(epochMillis);
        TimeWindow window = TimeWindow.of(period, moment);
        assertThat(moment).isBetween(window.start(), window.end().minusNanos(1));
        assertThat(TimeWindow.of(period, window.end())).isEqualTo(new TimeWindow(period, window.index() + 1));
        assertThat(TimeWindow.of(period, window.end().minusNanos(1))).isEqualTo(window);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', useHeadersInDisplayName = true, textBlock = """
            moment                   | seconds | index     | start                | end                  | forgettable from
            2026-11-25T10:20:30.123Z | 1       | 1795602030 | 2026-11-25T10:20:30Z | 2026-11-25T10:20:31Z | 2026-11-25T10:20:47Z
            2026-11-25T10:20:29.999Z | 30      | 59853400  | 2026-11-25T10:20:00Z | 2026-11-25T10:20:30Z | 2026-11-25T10:21:15Z
            2026-11-25T10:20:30Z     | 30      | 59853401  | 2026-11-25T10:20:30Z | 2026-11-25T10:21:00Z | 2026-11-25T10:21:45Z
            2026-11-25T10:20:30Z     | 90      | 19951133  | 2026-11-25T10:19:30Z | 2026-11-25T10:21:00Z | 2026-11-25T10:27:30Z
            2026-11-25T10:20:30Z     | 604800  | 2968      | 2026-11-19T00:00:00Z | 2026-11-26T00:00:00Z | 2026-12-03T01:00:00Z
            """)
    void windows_of_seconds_are_counted_from_1970(Instant moment, long seconds, long index, Instant start, Instant end,
            Instant forgettableFrom) {
        Span span = new Span.Seconds(seconds);
        TimeWindow window = TimeWindow.of(span, moment);
        assertThat(window).isEqualTo(new TimeWindow(span, index));
        assertThat(window.start()).isEqualTo(start);
        assertThat(window.end()).isEqualTo(end);
        assertThat(window.before().end()).isEqualTo(start);
        assertThat(window.isForgettable(forgettableFrom)).as("needed by the window after it").isTrue();
        assertThat(window.isForgettable(forgettableFrom.minusNanos(1))).isFalse();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', useHeadersInDisplayName = true, textBlock = """
            type    | moment                   | used | used before | held
            FIXED   | 2026-11-25T10:20:30Z     | 3    | 9           | 3
            SLIDING | 2026-11-25T10:20:30Z     | 3    | 9           | 12
            SLIDING | 2026-11-25T10:20:45Z     | 3    | 9           | 8
            SLIDING | 2026-11-25T10:20:45Z     | 3    | 10          | 8
            SLIDING | 2026-11-25T10:20:59.999Z | 3    | 9           | 4
            SLIDING | 2026-11-25T10:20:45Z     | 0    | 9007199254740992 | 4503599627370496
            """)
    void the_window_before_fades_evenly(Limit.Type type, Instant moment, long used, long usedBefore, long held) {
        assertThat(new Limit(new Span.Seconds(30), 10, type).held(used, usedBefore, moment)).isEqualTo(held);
    }

    /// Of a limit of 4 in 60 seconds.
    @ParameterizedTest
    @CsvSource(delimiter = '|', useHeadersInDisplayName = true, textBlock = """
            type    | moment               | used | used before | room at
            FIXED   | 2026-11-25T10:20:15Z | 3    | 9           | 2026-11-25T10:20:15Z
            FIXED   | 2026-11-25T10:20:15Z | 4    | 9           | 2026-11-25T10:21:00Z
            SLIDING | 2026-11-25T10:20:15Z | 0    | 4           | 2026-11-25T10:20:15Z
            SLIDING | 2026-11-25T10:20:14Z | 0    | 4           | 2026-11-25T10:20:15Z
            SLIDING | 2026-11-25T10:20:15Z | 1    | 4           | 2026-11-25T10:20:30Z
            SLIDING | 2026-11-25T10:20:15Z | 3    | 4           | 2026-11-25T10:21:00Z
            SLIDING | 2026-11-25T10:20:15Z | 4    | 4           | 2026-11-25T10:21:15Z
            SLIDING | 2026-11-25T10:20:15Z | 12   | 0           | 2026-11-25T10:21:45Z
            """)
    void room_comes_when_enough_has_faded(Limit.Type type, Instant moment, long used, long usedBefore, Instant room) {
        Limit limit = new Limit(new Span.Seconds(60), 4, type);
        assertThat(limit.roomAt(used, usedBefore, moment)).isEqualTo(room);
        long later = TimeWindow.of(limit.span(), room).equals(TimeWindow.of(limit.span(), moment)) ? used : 0;
        long laterBefore = later == 0 && used > 0 ? used : usedBefore;
        assertThat(limit.held(later, laterBefore, room)).isLessThan(4);
    }
}
