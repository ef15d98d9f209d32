package dev.headgate.ratelimit;

import java.time.Instant;
import java.util.List;

/// Counts requests in windows of time. Safe for use by many threads and, for a shared store, many processes: of all
/// requests for one key that fall into one window, exactly the limit is admitted, however they come together.
///
/// Which window a request falls into is the caller's clock's word. A clock that goes back, or lags behind another
/// caller's, counts in the window that it names, as long as that is not yet forgotten
/// ([TimeWindow#isForgettable]).
///
/// A smooth limit has no windows; what it admits is said at [Pace]. Its count is shared by all who ask for the same span,
/// count and burst.
public interface CounterStore {
    /// Looks at every limit and counts against all of them or against none: one atomic step.
    ///
    /// @param key whose requests are counted; may hold what a client sent, so a store that writes it down writes a hash
    /// @param limits at least one; one per span at the most
    /// @param counting what to add, and on which condition
    /// @param now decides the windows
    /// @throws CounterStoreUnavailableException never for a store in memory; else when the store is
    ///         unreachable, throttled or too slow
    Usage count(String key, List<Limit> limits, Counting counting, Instant now);

    /// Counts a request in every window, or in none when any of them is full: one atomic step.
    default Usage count(String key, List<Limit> limits, Instant now) {
        return count(key, limits, Counting.ONE, now);
    }
}
