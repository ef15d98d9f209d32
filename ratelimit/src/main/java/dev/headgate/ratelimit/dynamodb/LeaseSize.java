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
    /// With fewer requests to come than this beside those of others, what a lease would save is not worth what it may
    /// lose.
    private static final int WORTH_IT = 4;
    /// What all environments hold together is so small a part of what is left, each having its share of it,
    private static final double PARTS = 7;
    /// and one of them never holds more than so small a part. Both are a compromise, found by simulation: more parts lose
    /// fewer requests and need more calls as the end comes near.
    private static final double PARTS_EACH = 28;
    /// With so much of all requests an environment is as good as alone, and may hold all that is left.
    private static final double ALONE = 0.95;

    private LeaseSize() {}

    /// How many to count.
    ///
    /// @param recent requests that this environment admitted within `ahead`, this one included ([Arrivals#recent])
    /// @param ahead for how long requests may be counted ahead
    /// @param perSecond how many all environments admit; 0 where that is not known
    /// @param room about how many requests are left for all
    /// @param stretch the windows that they are counted in; `now` belongs to it
    /// @return 1 or more
    static long of(double recent, Duration ahead, double perSecond, double room, Stretch stretch, Instant now) {
        Duration untilEnd = Duration.between(now, stretch.until());
        Duration half = stretch.length().dividedBy(2);
        Duration reach = min(ahead, min(untilEnd, half));
        double others = (recent - 1) * reach.toNanos() / ahead.toNanos();
        double own = recent * 1e9 / ahead.toNanos();
        double share = own / Math.max(own, perSecond);
        boolean isAlone = share > ALONE;
        if (others < (isAlone ? 1 : WORTH_IT)) {
            return 1;
        }
        // So that chance alone seldom makes a second call necessary.
        double spare = Math.sqrt(others);
        double bearable = isAlone ? room : room * Math.min(share / PARTS, 1 / PARTS_EACH);
        return (long) Math.max(1, Math.min(SIZE_MAX, Math.min(1 + Math.floor(others + spare), bearable)));
    }

    private static Duration min(Duration one, Duration other) {
        return one.compareTo(other) <= 0 ? one : other;
    }
}
