package dev.headgate.proxy;

/// A clock for durations: it only goes forward and says nothing of the time of day. Safe for use by many threads.
@FunctionalInterface
public interface Ticker {
    /// Nanoseconds since some moment that stays the same for one ticker; may be negative.
    long nanos();

    /// The machine's own.
    static Ticker system() {
        return System::nanoTime;
    }

    /// Whole milliseconds between two readings, never negative.
    static long millisBetween(long startNanos, long endNanos) {
        return Math.max(0, (endNanos - startNanos) / 1_000_000);
    }
}
