package dev.headgate.ratelimit;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/// The windows that limits count in: calendar units in UTC, as Kong's rate-limiting has them
/// (kong/tools/timestamp.lua).
public enum Period {
    SECOND, MINUTE, HOUR, DAY, MONTH, YEAR;

    /// The beginning of the window that a moment falls into.
    public Instant windowStart(Instant now) {
        ZonedDateTime utc = now.atZone(ZoneOffset.UTC);
        return switch (this) {
            case SECOND -> now.truncatedTo(ChronoUnit.SECONDS);
            case MINUTE -> now.truncatedTo(ChronoUnit.MINUTES);
            case HOUR -> now.truncatedTo(ChronoUnit.HOURS);
            case DAY -> now.truncatedTo(ChronoUnit.DAYS);
            case MONTH -> utc.truncatedTo(ChronoUnit.DAYS).withDayOfMonth(1).toInstant();
            case YEAR -> utc.truncatedTo(ChronoUnit.DAYS).withDayOfYear(1).toInstant();
        };
    }

    /// The end of the window that a moment falls into, which is the beginning of the next.
    public Instant windowEnd(Instant now) {
        ZonedDateTime start = windowStart(now).atZone(ZoneOffset.UTC);
        return switch (this) {
            case SECOND -> start.plusSeconds(1).toInstant();
            case MINUTE -> start.plusMinutes(1).toInstant();
            case HOUR -> start.plusHours(1).toInstant();
            case DAY -> start.plusDays(1).toInstant();
            case MONTH -> start.plusMonths(1).toInstant();
            case YEAR -> start.plusYears(1).toInstant();
        };
    }

    /// Kong's name of the period, as in configuration.
    public String kongName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
