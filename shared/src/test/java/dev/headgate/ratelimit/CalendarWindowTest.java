package dev.headgate.ratelimit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CalendarWindowTest {
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
        CalendarWindow window = CalendarWindow.of(period, moment);
        assertThat(window).isEqualTo(new CalendarWindow(period, index));
        assertThat(window.start()).isEqualTo(start).isEqualTo(period.windowStart(moment));
        assertThat(window.end()).isEqualTo(end).isEqualTo(period.windowEnd(moment));
        assertThat(window.isForgettable(forgettableFrom)).isTrue();
        assertThat(window.isForgettable(forgettableFrom.minusNanos(1))).isFalse();
    }

    @Property
    void windows_of_a_period_follow_each_other_without_gap(
            @ForAll @LongRange(min = 0, max = 4_102_444_800_000L) long epochMillis, @ForAll Period period) {
        Instant moment = Instant.ofEpochMilli(epochMillis);
        CalendarWindow window = CalendarWindow.of(period, moment);
        assertThat(moment).isBetween(window.start(), window.end().minusNanos(1));
        assertThat(CalendarWindow.of(period, window.end())).isEqualTo(new CalendarWindow(period, window.index() + 1));
        assertThat(CalendarWindow.of(period, window.end().minusNanos(1))).isEqualTo(window);
    }
}
