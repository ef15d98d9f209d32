package dev.headgate.cache;

import java.time.Instant;
import java.util.Optional;

/// Keeps answers under keys. Safe for use by many threads and, for a shared store, many processes: what is put last is
/// found. A store may forget anything at any time, and may refuse what is too large for it.
public interface CacheStore {
    /// The answer of a key, unless its time is over.
    ///
    /// @param key from whoever put it; of any length, with nothing in it that must not be written down
    /// @param now decides whether the time is over
    /// @throws CacheStoreUnavailableException never for a store in memory; else when the store is unreachable, throttled
    ///         or too slow
    Optional<CachedAnswer> get(String key, Instant now);

    /// Keeps an answer in the place of the key's last one.
    ///
    /// @return whether it is kept; false for one that is too large
    /// @throws CacheStoreUnavailableException as with [#get]
    boolean put(String key, CachedAnswer answer);
}
