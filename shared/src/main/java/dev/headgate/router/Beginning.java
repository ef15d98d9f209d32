package dev.headgate.router;

import java.time.Duration;
import java.time.Instant;

/// How a request began, which stays with it to its end. Of its members only the watch changes.
///
/// @param active what is in force for it, with watched stores
/// @param stores what is known of these
/// @param at the time of day
/// @param nanos the ticker's reading at that time
record Beginning(ActiveGateway active, StoreWatch stores, Instant at, long nanos) {
    /// How long it was from the beginning to a reading of the ticker; never negative.
    Duration until(long tickerNanos) {
        return Duration.ofNanos(Math.max(0, tickerNanos - nanos));
    }

    /// The time of day at a reading of the ticker.
    Instant at(long tickerNanos) {
        return at.plus(until(tickerNanos));
    }
}
