package dev.headgate.cache;

import java.time.Instant;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// Answers in one process. Behind several Lambda environments each keeps its own, so that each asks the backend once.
///
/// Bounded by the bytes of what is kept: where there would be more, the least recently asked for goes first. Answers whose
/// time is over go when they are asked for, or in their turn.
public final class MemoryCacheStore implements CacheStore {
    /// Enough for some thousands of small documents, and little beside the smallest useful Lambda function.
    public static final long DEFAULT_BYTES_MAX = 32L << 20;

    /// What the maps and objects around an answer take, roughly.
    private static final long OVERHEAD_BYTES = 512;

    private final long bytesMax;
    private final Map<String, CachedAnswer> answers = new LinkedHashMap<>(16, 0.75f, true);
    private long bytes;

    /// A store with room for [#DEFAULT_BYTES_MAX].
    public MemoryCacheStore() {
        this(DEFAULT_BYTES_MAX);
    }

    /// @param bytesMax of all answers together, what is around them included
    public MemoryCacheStore(long bytesMax) {
        this.bytesMax = bytesMax;
    }

    @Override
    public synchronized Optional<CachedAnswer> get(String key, Instant now) {
        CachedAnswer answer = answers.get(key);
        if (answer != null && !answer.isKept(now)) {
            remove(key);
            return Optional.empty();
        }
        return Optional.ofNullable(answer);
    }

    @Override
    public synchronized boolean put(String key, CachedAnswer answer) {
        long size = size(key, answer);
        remove(key);
        if (size > bytesMax) {
            return false;
        }
        answers.put(key, answer);
        bytes += size;
        Iterator<Map.Entry<String, CachedAnswer>> eldest = answers.entrySet().iterator();
        while (bytes > bytesMax) {
            Map.Entry<String, CachedAnswer> entry = eldest.next();
            bytes -= size(entry.getKey(), entry.getValue());
            eldest.remove();
        }
        return true;
    }

    private void remove(String key) {
        CachedAnswer removed = answers.remove(key);
        if (removed != null) {
            bytes -= size(key, removed);
        }
    }

    private static long size(String key, CachedAnswer answer) {
        return OVERHEAD_BYTES + key.length() + answer.bytes();
    }

    /// The bytes that are taken now.
    synchronized long bytes() {
        return bytes;
    }
}
