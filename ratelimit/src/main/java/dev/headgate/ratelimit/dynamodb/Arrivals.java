package dev.headgate.ratelimit.dynamodb;

import java.time.Duration;
import java.time.Instant;

/// How often requests for one key come to this environment: a count that fades, in which a request of a while ago weighs
/// less and less. Not safe for use by several threads at once.
final class Arrivals {
    private double recent;
    private long lastNanos;

    /// Counts one more.
    ///
    /// @param over how far back requests weigh something: a request as old weighs a third
    void note(Instant now, Duration over) {
        long nanos = nanos(now);
        long since = Math.max(0, nanos - lastNanos);
        recent = recent * Math.exp(-(double) since / over.toNanos()) + 1;
        lastNanos = nanos;
    }

    /// About how many requests came within the time that was last noted with, and will come within as much if nothing
    /// changes; the last one included, so that it is 1 for a key that hardly anybody asks about.
    double recent() {
        return recent;
    }

    private static long nanos(Instant now) {
        return Math.addExact(Math.multiplyExact(now.getEpochSecond(), 1_000_000_000L), now.getNano());
    }
}
