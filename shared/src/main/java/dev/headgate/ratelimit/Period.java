package dev.headgate.ratelimit;

import java.time.Instant;
import java.util.Locale;

/// The windows that limits count in: calendar units in UTC, as Kong's rate-limiting has them
/// (kong/tools/timestamp.lua), from the shortest to the longest.
public enum Period {
    SECOND, MINUTE, HOUR, DAY, MONTH, YEAR;

    /// The beginning of the window that a moment falls into.
    public Instant windowStart(Instant now) {
        return CalendarWindow.of(this, now).start();
    }

    /// The end of the window that a moment falls into, which is the beginning of the next.
    public Instant windowEnd(Instant now) {
        return CalendarWindow.of(this, now).end();
    }

    /// Kong's name of the period, as in configuration.
    public String kongName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
