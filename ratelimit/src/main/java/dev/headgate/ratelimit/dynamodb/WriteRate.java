package dev.headgate.ratelimit.dynamodb;

import dev.headgate.ratelimit.Period;
import dev.headgate.ratelimit.TimeWindow;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;

/// How many requests a second all environments count for a key, seen from what its item says from time to time. Not safe
/// for use by several threads at once.
final class WriteRate {
    /// Less time tells too little,
    private static final Duration APART = Duration.ofMillis(100);
    /// unless there is nothing more to be seen.
    private static final Duration SOON = Duration.ofMillis(10);
    /// Environments count many at once, so that the count goes by leaps.
    private static final Duration SMOOTHED = Duration.ofMillis(500);
    /// From the beginning of a window no longer ago than this, all of its count is recent.
    private static final Duration RECENT = Duration.ofSeconds(10);

    private TimeWindow window = new TimeWindow(Period.YEAR, Long.MIN_VALUE);
    private long used;
    private Instant at = Instant.EPOCH;
    private double perSecond;

    /// Takes note of what the item says at this moment.
    ///
    /// @param stretch the windows of this moment
    /// @param isFull whether the item has no room any more, so that its count may have stood still for a while
    void note(Stretch stretch, CounterItem item, boolean isFull, Instant now) {
        TimeWindow longest = stretch.windows().stream().max(Comparator.comparing(TimeWindow::end)).orElseThrow();
        boolean isSame = longest.equals(window);
        Duration elapsed = Duration.between(isSame ? at : longest.start(), now);
        long more = Math.max(0, item.used(longest) - (isSame ? used : 0));
        if (elapsed.compareTo(isFull ? SOON : APART) < 0) {
            return;
        }
        if (isSame || elapsed.compareTo(RECENT) <= 0) {
            double seen = more * 1e9 / elapsed.toNanos();
            double weight = perSecond == 0 ? 1 : -Math.expm1(-(double) elapsed.toNanos() / SMOOTHED.toNanos());
            perSecond = isFull ? Math.max(perSecond, seen) : perSecond + weight * (seen - perSecond);
        }
        window = longest;
        used = item.used(longest);
        at = now;
    }

    /// Requests per second as far as is known, however long ago it was; 0 where nothing is known.
    double lastPerSecond() {
        return perSecond;
    }

    /// Requests per second as far as is known; what was seen a while ago says nothing about now.
    double perSecond(Instant now) {
        return Duration.between(at, now).compareTo(RECENT) <= 0 ? perSecond : 0;
    }
}
