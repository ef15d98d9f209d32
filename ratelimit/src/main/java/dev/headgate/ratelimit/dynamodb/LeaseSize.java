package dev.headgate.ratelimit.dynamodb;

import java.time.Duration;
import java.time.Instant;

/// How many requests an environment counts at once: as many as are likely to come to it before it asks again. What does
/// not come is lost for the windows that it was counted in, so it asks for less as their end comes near, and for no more
/// than one request where they come rarely.
final class LeaseSize {
    /// Whatever the rate: so much is lost at the most when an environment goes away.
    static final long SIZE_MAX = 10_000;

    private LeaseSize() {}

    /// How many to count.
    ///
    /// @param recent requests that came within `ahead`, this one included ([Arrivals#recent])
    /// @param ahead for how long requests may be counted ahead
    /// @param stretch the windows that they are counted in; `now` belongs to it
    /// @return 1 or more
    static long of(double recent, Duration ahead, Stretch stretch, Instant now) {
        Duration untilEnd = Duration.between(now, stretch.until());
        Duration half = stretch.length().dividedBy(2);
        Duration reach = min(ahead, min(untilEnd, half));
        double others = (recent - 1) * reach.toNanos() / ahead.toNanos();
        if (others < 1) {
            return 1;
        }
        // So that chance alone seldom makes a second call necessary.
        double spare = Math.sqrt(others);
        return Math.min(SIZE_MAX, 1 + (long) (others + spare));
    }

    private static Duration min(Duration one, Duration other) {
        return one.compareTo(other) <= 0 ? one : other;
    }
}
