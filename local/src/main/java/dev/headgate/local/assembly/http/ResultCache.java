package dev.headgate.local.assembly.http;

import dev.headgate.http.Body;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;

/// What an authorizer returned, kept under the values of its identity sources. It is the document that is kept: a policy is
/// held against every request anew. Safe for use by many threads.
final class ResultCache {
    private static final int ENTRIES_MAX = 10_000;

    private final Duration timeToLive;
    private final LongSupplier nanoTime;
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<List<String>, Kept> kept = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<List<String>, Kept> eldest) {
            return size() > ENTRIES_MAX;
        }
    };

    private record Kept(Body document, long sinceNanos) {}

    /// @param timeToLive zero for no cache
    /// @param nanoTime a monotonic clock
    ResultCache(Duration timeToLive, LongSupplier nanoTime) {
        this.timeToLive = timeToLive;
        this.nanoTime = nanoTime;
    }

    /// The document that is kept under these values and not too old.
    Optional<byte[]> find(List<String> identities) {
        if (timeToLive.isZero()) {
            return Optional.empty();
        }
        lock.lock();
        try {
            return Optional.ofNullable(kept.get(identities))
                    .filter(entry -> nanoTime.getAsLong() - entry.sinceNanos() < timeToLive.toNanos())
                    .map(entry -> entry.document().bytes());
        } finally {
            lock.unlock();
        }
    }

    void keep(List<String> identities, byte[] document) {
        if (timeToLive.isZero()) {
            return;
        }
        lock.lock();
        try {
            kept.put(identities, new Kept(Body.of(document), nanoTime.getAsLong()));
        } finally {
            lock.unlock();
        }
    }
}
