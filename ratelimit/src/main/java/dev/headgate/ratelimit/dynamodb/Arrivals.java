package dev.headgate.ratelimit.dynamodb;

import java.time.Duration;
import java.time.Instant;

/// How often this environment admits requests for one key: a count that fades, in which a request of a while ago weighs
/// less and less. Time in which it refuses does not count: the refused come much faster, since refusing takes no time, and
/// say nothing of how many will be admitted. Not safe for use by several threads at once.
final class Arrivals {
    private double recent;
    private long lastNanos;
    private boolean isAdmitting;

    /// Counts one that is admitted.
    ///
    /// @param over how far back requests weigh something: one as old weighs a third
    void admitted(Instant now, Duration over) {
        long nanos = nanos(now);
        long since = isAdmitting ? Math.max(0, nanos - lastNanos) : 0;
        recent = recent * Math.exp(-(double) since / over.toNanos()) + 1;
        lastNanos = nanos;
        isAdmitting = true;
    }

    /// Notes that one is refused.
    void refused() {
        isAdmitting = false;
    }

    /// About how many requests were admitted within the time that was last noted with, and will be within as much if
    /// nothing changes; the last one included, so that it is 1 for a key that hardly anybody asks about.
    double recent() {
        return recent;
    }

    private static long nanos(Instant now) {
        return Math.addExact(Math.multiplyExact(now.getEpochSecond(), 1_000_000_000L), now.getNano());
    }
}
