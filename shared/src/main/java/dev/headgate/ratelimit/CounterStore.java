package dev.headgate.ratelimit;

import java.time.Instant;
import java.util.List;

/// Counts requests in calendar windows. Safe for use by many threads and, for a shared store, many processes: of all
/// requests for one key that fall into one window, exactly the limit is admitted.
public interface CounterStore {
    /// Counts a request in every window, or in none when any of them is full: one atomic step.
    ///
    /// @param key whose requests are counted; opaque, never a credential in clear
    /// @param limits at least one; one per period at the most
    /// @param now decides the windows
    /// @throws CounterStoreUnavailableException never for a store in memory; else when the store is
    ///         unreachable, throttled or too slow
    Usage count(String key, List<Limit> limits, Instant now);
}
