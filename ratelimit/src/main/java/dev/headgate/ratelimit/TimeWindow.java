package dev.headgate.ratelimit;

import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;

/// One window: the minute from 10:20 to 10:21 on a certain day, the month of November 2026.
///
/// @param span its length
/// @param index its number among the windows of its span; the next window's is one higher
public record TimeWindow(Span span, long index) {
    /// The window that a moment falls into.
    public static TimeWindow of(Span span, Instant now) {
        return new TimeWindow(span, span.index(now));
    }

    /// The first moment that belongs to it.
    public Instant start() {
        return span.start(index);
    }

    /// The first moment that no longer belongs to it.
    public Instant end() {
        return span.start(index + 1);
    }

    /// The one that ends where it begins.
    public TimeWindow before() {
        return new TimeWindow(span, index - 1);
    }

    /// From when on nobody whose clock is right needs its count: its end, and for spans of any length, on which limits
    /// may slide, the end of the window after it.
    public Instant neededUntil() {
        return switch (span) {
            case Period _ -> end();
            case Span.Seconds _ -> span.start(index + 2);
        };
    }

    /// Whether its count may be forgotten: it has not been needed for long enough that no clock which is nearly right
    /// still counts in it. Clocks may lag by 15 seconds for windows shorter than a minute, by 5 minutes for those shorter
    /// than an hour, else by an hour.
    public boolean isForgettable(Instant now) {
        return !now.isBefore(neededUntil().plus(span.lag()));
    }

    /// When a count that fades evenly over this window has come down so far.
    ///
    /// @param left 0 or more
    /// @param count more than `left`
    Instant fadedTo(long left, long count) {
        BigInteger length = BigInteger.valueOf(Duration.between(start(), end()).toMillis());
        long millis = BigInteger.valueOf(left).multiply(length).divide(BigInteger.valueOf(count)).longValueExact();
        return end().minusMillis(millis);
    }

    /// How much of a count is left when it fades evenly over this window, rounded up: all at its beginning, half in its
    /// middle.
    ///
    /// @param count 0 or more
    /// @param now in this window
    long faded(long count, Instant now) {
        BigInteger length = BigInteger.valueOf(Duration.between(start(), end()).toMillis());
        BigInteger left = BigInteger.valueOf(Duration.between(now, end()).toMillis());
        return BigInteger.valueOf(count).multiply(left).add(length).subtract(BigInteger.ONE).divide(length)
                .longValueExact();
    }
}
