package dev.headgate.ratelimit;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoField;
import java.util.Locale;

/// The windows that limits count in: calendar units in UTC, as Kong's rate-limiting has them
/// (kong/tools/timestamp.lua), from the shortest to the longest.
///
/// Windows of second, minute, hour and day are numbered from 1970, those of a month from the year 0; a year's number is
/// the year itself.
public enum Period implements Span {
    SECOND, MINUTE, HOUR, DAY, MONTH, YEAR;

    private final String kongName = name().toLowerCase(Locale.ROOT);

    @Override
    public long index(Instant now) {
        return switch (this) {
            case SECOND -> now.getEpochSecond();
            case MINUTE -> Math.floorDiv(now.getEpochSecond(), 60);
            case HOUR -> Math.floorDiv(now.getEpochSecond(), 3_600);
            case DAY -> Math.floorDiv(now.getEpochSecond(), 86_400);
            case MONTH -> now.atZone(ZoneOffset.UTC).getLong(ChronoField.PROLEPTIC_MONTH);
            case YEAR -> now.atZone(ZoneOffset.UTC).getYear();
        };
    }

    @Override
    public Instant start(long index) {
        return switch (this) {
            case SECOND -> Instant.ofEpochSecond(index);
            case MINUTE -> Instant.ofEpochSecond(index * 60);
            case HOUR -> Instant.ofEpochSecond(index * 3_600);
            case DAY -> Instant.ofEpochSecond(index * 86_400);
            case MONTH -> firstOfMonth(index / 12, index % 12 + 1);
            case YEAR -> firstOfMonth(index, 1);
        };
    }

    private static Instant firstOfMonth(long year, long month) {
        return LocalDate.of(Math.toIntExact(year), Math.toIntExact(month), 1).atStartOfDay(ZoneOffset.UTC).toInstant();
    }

    @Override
    public Duration lag() {
        return switch (this) {
            case SECOND -> Duration.ofSeconds(15);
            case MINUTE -> Duration.ofMinutes(5);
            case HOUR, DAY, MONTH, YEAR -> Duration.ofHours(1);
        };
    }

    /// The beginning of the window that a moment falls into.
    public Instant windowStart(Instant now) {
        return TimeWindow.of(this, now).start();
    }

    /// Kong's name of the period, as in configuration.
    public String kongName() {
        return kongName;
    }
}
