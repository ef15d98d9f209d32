package dev.headgate.ratelimit;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoField;

/// One calendar window in UTC: the minute from 10:20 to 10:21 on a certain day, the month of November 2026.
///
/// @param period its length
/// @param index its number among the windows of its period: for second, minute, hour and day counted from 1970, for
///        month from the year 0, for year the year itself; the next window's is one higher
public record CalendarWindow(Period period, long index) {
    /// The window that a moment falls into.
    public static CalendarWindow of(Period period, Instant now) {
        return new CalendarWindow(period, switch (period) {
            case SECOND -> now.getEpochSecond();
            case MINUTE -> Math.floorDiv(now.getEpochSecond(), 60);
            case HOUR -> Math.floorDiv(now.getEpochSecond(), 3_600);
            case DAY -> Math.floorDiv(now.getEpochSecond(), 86_400);
            case MONTH -> now.atZone(ZoneOffset.UTC).getLong(ChronoField.PROLEPTIC_MONTH);
            case YEAR -> now.atZone(ZoneOffset.UTC).getYear();
        });
    }

    /// The first moment that belongs to it.
    public Instant start() {
        return switch (period) {
            case SECOND -> Instant.ofEpochSecond(index);
            case MINUTE -> Instant.ofEpochSecond(index * 60);
            case HOUR -> Instant.ofEpochSecond(index * 3_600);
            case DAY -> Instant.ofEpochSecond(index * 86_400);
            case MONTH -> firstMonthOf(index / 12, index % 12 + 1);
            case YEAR -> firstMonthOf(index, 1);
        };
    }

    private static Instant firstMonthOf(long year, long month) {
        return LocalDate.of(Math.toIntExact(year), Math.toIntExact(month), 1).atStartOfDay(ZoneOffset.UTC).toInstant();
    }

    /// The first moment that no longer belongs to it.
    public Instant end() {
        return new CalendarWindow(period, index + 1).start();
    }

    /// Whether its count may be forgotten: it ended long enough ago that no clock which is nearly right still counts in
    /// it. Clocks may lag by 15 seconds for windows of a second, by 5 minutes for those of a minute, else by an hour.
    public boolean isForgettable(Instant now) {
        Duration lag = switch (period) {
            case SECOND -> Duration.ofSeconds(15);
            case MINUTE -> Duration.ofMinutes(5);
            case HOUR, DAY, MONTH, YEAR -> Duration.ofHours(1);
        };
        return !now.isBefore(end().plus(lag));
    }
}
