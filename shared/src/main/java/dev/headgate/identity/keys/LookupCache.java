package dev.headgate.identity.keys;

import dev.headgate.identity.StoreUnavailableException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/// Remembers what lookups found, and what they did not find. The two are kept apart, so that a flood of unknown keys
/// cannot push out the known ones. Bounded; the least recently used goes first. Safe for use by many threads; no lock is
/// held during a lookup.
///
/// @param <V> what is looked up
final class LookupCache<V> {
    private final InstantSource clock;
    private final CacheSettings settings;
    private final Map<String, Answer<V>> found;
    private final Map<String, Answer<V>> absent;

    private record Answer<V>(Optional<V> value, Instant readAt) {
        /// A clock that went back makes an entry old, not eternal.
        boolean isYounger(Duration age, Instant now) {
            return !now.isBefore(readAt) && now.isBefore(readAt.plus(age));
        }
    }

    LookupCache(InstantSource clock, CacheSettings settings) {
        this.clock = clock;
        this.settings = settings;
        this.found = bounded(settings.entriesMax());
        this.absent = bounded(settings.entriesMax());
    }

    private static <V> Map<String, Answer<V>> bounded(int entriesMax) {
        return new LinkedHashMap<>(16, 0.75f, true) {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<String, Answer<V>> eldest) {
                return size() > entriesMax;
            }
        };
    }

    /// What is remembered under the key, or else what the lookup answers. Where the lookup fails, something found earlier
    /// serves a while longer.
    ///
    /// @throws StoreUnavailableException when the lookup does and nothing serves
    Optional<V> get(String key, Supplier<Optional<V>> lookup) {
        Instant now = clock.instant();
        Optional<Answer<V>> known = known(key);
        if (known.isPresent() && known.get().isYounger(
                known.get().value().isPresent() ? settings.foundFor() : settings.absentFor(), now)) {
            return known.get().value();
        }
        try {
            Optional<V> value = lookup.get();
            remember(key, new Answer<>(value, now));
            return value;
        } catch (StoreUnavailableException e) {
            return known.filter(entry -> entry.value().isPresent())
                    .filter(entry -> entry.isYounger(settings.staleFor(), now)).orElseThrow(() -> e).value();
        }
    }

    private synchronized Optional<Answer<V>> known(String key) {
        return Optional.ofNullable(found.get(key)).or(() -> Optional.ofNullable(absent.get(key)));
    }

    private synchronized void remember(String key, Answer<V> entry) {
        found.remove(key);
        absent.remove(key);
        (entry.value().isPresent() ? found : absent).put(key, entry);
    }

    synchronized int size() {
        return found.size() + absent.size();
    }
}
