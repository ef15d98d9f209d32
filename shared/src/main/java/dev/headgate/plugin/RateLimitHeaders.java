package dev.headgate.plugin;

import dev.headgate.http.Headers;
import dev.headgate.ratelimit.Limit;
import dev.headgate.ratelimit.Period;
import dev.headgate.ratelimit.Span;
import dev.headgate.ratelimit.TimeWindow;
import dev.headgate.ratelimit.Usage;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;

/// The header fields that tell a client of its limits, computed as Kong does (kong/plugins/rate-limiting/handler.lua).
final class RateLimitHeaders {
    private RateLimitHeaders() {}

    /// Two fields per window; then the window with the least room once more under the names without a period, of equals
    /// the longest; on a refusal also when to come again.
    static Headers of(Usage usage, Instant now) {
        return of(usage, now, 0);
    }

    /// The same, asking clients to come some seconds later than they could.
    static Headers of(Usage usage, Instant now, long laterSeconds) {
        Headers headers = Headers.EMPTY;
        Usage.Window tightest = usage.windows().getFirst();
        for (Usage.Window window : usage.windows()) {
            String name = name(window.limit().span());
            headers = headers.plus("X-RateLimit-Limit-" + name, Long.toString(window.limit().count()))
                    .plus("X-RateLimit-Remaining-" + name, Long.toString(window.remaining()));
            if (isTighter(window, tightest, now)) {
                tightest = window;
            }
        }
        long resetSeconds = resetSeconds(tightest, now);
        headers = headers.plus("RateLimit-Limit", Long.toString(tightest.limit().count()))
                .plus("RateLimit-Remaining", Long.toString(tightest.remaining()))
                .plus("RateLimit-Reset", Long.toString(resetSeconds));
        return usage.admitted()
                ? headers
                : headers.plus("Retry-After", Long.toString(Math.addExact(resetSeconds, laterSeconds)));
    }

    private static boolean isTighter(Usage.Window one, Usage.Window other, Instant now) {
        return one.remaining() < other.remaining() || one.remaining() == other.remaining()
                && length(one.limit(), now).compareTo(length(other.limit(), now)) > 0;
    }

    private static Duration length(Limit limit, Instant now) {
        TimeWindow window = limit.window(now);
        return Duration.between(window.start(), window.end());
    }

    /// Whole seconds until the limit begins anew, at least one; for a sliding or smooth limit that is used up, until one
    /// more request fits.
    private static long resetSeconds(Usage.Window window, Instant now) {
        if (window.limit().isSmooth()) {
            return secondsUntilRoom(window, now);
        }
        return switch (window.limit().span()) {
            case Period period -> resetSeconds(period, now);
            case Span.Seconds _ -> secondsUntilRoom(window, now);
        };
    }

    private static long secondsUntilRoom(Usage.Window window, Instant now) {
        Instant reset = window.remaining() == 0 && window.roomAt().isAfter(now) ? window.roomAt() : window.endsAt();
        Duration wait = Duration.between(now, reset);
        return Math.max(1, wait.getSeconds() + (wait.getNano() > 0 ? 1 : 0));
    }

    /// As in Kong, a month counts 30 days and a year 365 (kong/plugins/rate-limiting/expiration.lua), so that on the 31st
    /// of a month there is always one second to go.
    private static long resetSeconds(Period period, Instant now) {
        long length = switch (period) {
            case SECOND -> 1;
            case MINUTE -> 60;
            case HOUR -> 3_600;
            case DAY -> 86_400;
            case MONTH -> 30 * 86_400;
            case YEAR -> 365 * 86_400;
        };
        long elapsed = now.getEpochSecond() - period.windowStart(now).getEpochSecond();
        return Math.max(1, length - elapsed);
    }

    /// Kong names the windows that a period has, months of 30 days and years of 365 among them, and numbers the others.
    private static String name(Span span) {
        return switch (span) {
            case Period period -> titleCase(period.name());
            case Span.Seconds(long length) -> switch (Long.toString(length)) {
                case "1" -> "Second";
                case "60" -> "Minute";
                case "3600" -> "Hour";
                case "86400" -> "Day";
                case "2592000" -> "Month";
                case "31536000" -> "Year";
                case String number -> number;
            };
        };
    }

    private static String titleCase(String name) {
        return name.charAt(0) + name.substring(1).toLowerCase(Locale.ROOT);
    }
}
