package dev.headgate.local.keys;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Reads moments and durations as people write them.
final class Moments {
    static final String DURATION_HINT = "a duration such as 90d, 12h, 30m or PT1H30M";
    static final String MOMENT_HINT = DURATION_HINT + ", or a moment such as 2027-01-31 or 2027-01-31T12:00:00Z";

    /// Later moments are no longer written with four digits for the year.
    private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59Z");
    private static final Pattern SHORT = Pattern.compile("(\\d{1,9})([smhdw])");

    private Moments() {}

    /// A duration in short form (`90d`) or ISO 8601 (`PT1H`, `P90D`); absent where the text is neither or is negative.
    static Optional<Duration> duration(String text) {
        Matcher parts = SHORT.matcher(text);
        try {
            Duration duration = parts.matches()
                    ? unit(parts.group(2)).multipliedBy(Long.parseLong(parts.group(1)))
                    : Duration.parse(text);
            return Optional.of(duration).filter(positive -> !positive.isNegative());
        } catch (DateTimeException | ArithmeticException _) {
            return Optional.empty();
        }
    }

    private static Duration unit(String letter) {
        return switch (letter) {
            case "s" -> Duration.ofSeconds(1);
            case "m" -> Duration.ofMinutes(1);
            case "h" -> Duration.ofHours(1);
            case "d" -> Duration.ofDays(1);
            default -> Duration.ofDays(7);
        };
    }

    /// A moment with date and time (`2027-01-31T12:00:00Z`, with any offset) or the beginning of a day in UTC
    /// (`2027-01-31`); absent where the text is neither.
    static Optional<Instant> instant(String text) {
        try {
            return Optional.of(text.length() == 10
                    ? LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant()
                    : OffsetDateTime.parse(text).toInstant());
        } catch (DateTimeException _) {
            return Optional.empty();
        }
    }

    /// A moment, or a duration from now that ends before the year 10000.
    static Optional<Instant> instantOrAfter(String text, Instant now) {
        return instant(text).or(() -> duration(text)
                .filter(duration -> duration.compareTo(Duration.between(now, LATEST)) < 0).map(now::plus));
    }
}
