package dev.headgate.proxy;

import java.time.Duration;

/// The moment at which an answer is worth nothing any more: what the Lambda invocation has left, less what it takes to
/// hand the answer over. An immutable value.
///
/// @param ticker measures the time
/// @param endNanos the ticker's reading at the end
public record Deadline(Ticker ticker, long endNanos) {
    /// The deadline this far from now.
    public static Deadline in(Duration time, Ticker ticker) {
        return new Deadline(ticker, ticker.nanos() + time.toNanos());
    }

    /// How long it is still, never negative.
    public long remainingNanos() {
        return Math.max(0, endNanos - ticker.nanos());
    }

    /// An earlier one, which leaves others this part of the time.
    Deadline sparing(int parts) {
        return new Deadline(ticker, ticker.nanos() + remainingNanos() / parts);
    }

    public boolean isOver() {
        return remainingNanos() == 0;
    }
}
