package dev.headgate.plugin;

import dev.headgate.http.Headers;
import dev.headgate.ratelimit.Period;
import dev.headgate.ratelimit.Span;
import dev.headgate.ratelimit.Usage;
import java.time.Instant;
import java.util.Locale;

/// The header fields that tell a client of its limits, computed as Kong does (kong/plugins/rate-limiting/handler.lua).
final class RateLimitHeaders {
    private RateLimitHeaders() {}

    /// Two fields per window; then the window with the least room once more under the names without a period, of equals
    /// the longest; on a refusal also when to come again.
    static Headers of(Usage usage, Instant now) {
        Headers headers = Headers.EMPTY;
        Usage.Window tightest = usage.windows().getFirst();
        for (Usage.Window window : usage.windows()) {
            String name = titleCase(period(window));
            headers = headers.plus("X-RateLimit-Limit-" + name, Long.toString(window.limit().count()))
                    .plus("X-RateLimit-Remaining-" + name, Long.toString(window.remaining()));
            if (isTighter(window, tightest)) {
                tightest = window;
            }
        }
        String reset = Long.toString(resetSeconds(period(tightest), now));
        headers = headers.plus("RateLimit-Limit", Long.toString(tightest.limit().count()))
                .plus("RateLimit-Remaining", Long.toString(tightest.remaining()))
                .plus("RateLimit-Reset", reset);
        return usage.admitted() ? headers : headers.plus("Retry-After", reset);
    }

    private static boolean isTighter(Usage.Window one, Usage.Window other) {
        return one.remaining() < other.remaining() || one.remaining() == other.remaining()
                && period(one).compareTo(period(other)) > 0;
    }

    private static Period period(Usage.Window window) {
        return switch (window.limit().span()) {
            case Period period -> period;
            case Span.Seconds seconds ->
                    throw new IllegalStateException("rate-limiting has calendar units, not " + seconds);
        };
    }

    /// Whole seconds until the window ends, at least one. As in Kong, a month counts 30 days and a year 365
    /// (kong/plugins/rate-limiting/expiration.lua), so that on the 31st of a month there is always one second to go.
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

    private static String titleCase(Period period) {
        return period.name().charAt(0) + period.name().substring(1).toLowerCase(Locale.ROOT);
    }
}
