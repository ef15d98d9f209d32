package dev.headgate.router;

import dev.headgate.cache.CacheStore;
import dev.headgate.cache.CachedAnswer;
import java.time.Instant;
import java.util.Optional;

/// Answers, watched.
record WatchedCache(CacheStore store, StoreWatch watch) implements CacheStore {
    @Override
    public Optional<CachedAnswer> get(String key, Instant now) {
        return watch.watch(() -> store.get(key, now));
    }

    @Override
    public boolean put(String key, CachedAnswer answer) {
        return watch.watch(() -> store.put(key, answer));
    }
}
