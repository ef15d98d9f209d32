package dev.headgate.ratelimit.dynamodb;

import java.time.Duration;
import java.time.Instant;

/// How many requests an environment counts at once: as many as are likely to come to it before it asks again. What does
/// not come is lost for the windows that it was counted in. So it asks for less as their end comes near, for one request
/// where they come rarely, and for the less the less is left for all: when nothing is left, each environment has only a
/// little that it may not come to admit.
final class LeaseSize {
    /// Whatever the rate: so much is lost at the most when an environment goes away.
    static final long SIZE_MAX = 10_000;
    /// All environments together count ahead so small a part of what is left; one that is alone, all of it.
    private static final double PARTS = 4;

    private LeaseSize() {}

    /// How many to count.
    ///
    /// @param recent requests that this environment admitted within `ahead`, this one included ([Arrivals#recent])
    /// @param ahead for how long requests may be counted ahead
    /// @param perSecond how many all environments admit; 0 where that is not known
    /// @param room how many requests are left for all
    /// @param stretch the windows that they are counted in; `now` belongs to it
    /// @return 1 or more
    static long of(double recent, Duration ahead, double perSecond, long room, Stretch stretch, Instant now) {
        Duration untilEnd = Duration.between(now, stretch.until());
        Duration half = stretch.length().dividedBy(2);
        Duration reach = min(ahead, min(untilEnd, half));
        double others = (recent - 1) * reach.toNanos() / ahead.toNanos();
        if (others < 1) {
            return 1;
        }
        // So that chance alone seldom makes a second call necessary.
        double spare = Math.sqrt(others);
        double own = recent * 1e9 / ahead.toNanos();
        double share = own / Math.max(own, perSecond);
        double bearable = room * share / (1 + (PARTS - 1) * (1 - share));
        return (long) Math.max(1, Math.min(SIZE_MAX, Math.min(1 + Math.floor(others + spare), bearable)));
    }

    private static Duration min(Duration one, Duration other) {
        return one.compareTo(other) <= 0 ? one : other;
    }
}
