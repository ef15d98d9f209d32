package dev.headgate.ratelimit;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Counters of one process, for the local gateway and for tests. Behind several Lambda environments each would count for
/// itself and admit the whole limit.
///
/// Keys are spread over shards; a call locks the one shard of its key for some arithmetic, never across I/O. Windows
/// that ended are dropped in passing. There are never more windows of a period than given: where there would be, the
/// oldest is forgotten, as Kong's shared memory forgets (its `lua_shared_dict` is 12 MB by default).
public final class MemoryCounterStore implements CounterStore {
    /// Some 30 MB when all of them are taken.
    public static final int DEFAULT_WINDOWS_MAX = 200_000;

    private static final int SHARDS = 64;

    private final Shard[] shards = new Shard[SHARDS];

    /// A store with room for [#DEFAULT_WINDOWS_MAX] windows.
    public MemoryCounterStore() {
        this(DEFAULT_WINDOWS_MAX);
    }

    /// @param windowsMax how many windows of each period are kept at the most, 64 or more
    public MemoryCounterStore(int windowsMax) {
        if (windowsMax < SHARDS) {
            throw new IllegalArgumentException(
                    "room for " + windowsMax + " windows; at least " + SHARDS + " are needed");
        }
        Arrays.setAll(shards, _ -> new Shard(windowsMax / SHARDS));
    }

    @Override
    public Usage count(String key, List<Limit> limits, Instant now) {
        int hash = key.hashCode();
        return shards[(hash ^ hash >>> 16) & SHARDS - 1].count(key, limits, now);
    }

    /// How many windows are in memory now.
    int size() {
        return Arrays.stream(shards).mapToInt(Shard::size).sum();
    }

    private record Slot(String key, long windowIndex) {}

    private static final class Tally {
        private final CalendarWindow window;
        private long used;

        Tally(CalendarWindow window) {
            this.window = window;
        }
    }

    private static final class Shard {
        /// How many ended windows one call drops per period: more than the one it may add, so that they get fewer, and
        /// few, so that no call pays for all.
        private static final int DROPPED_MAX = 4;

        private final int windowsMax;
        private final Map<Period, Map<Slot, Tally>> tallies = new EnumMap<>(Period.class);

        Shard(int windowsMax) {
            this.windowsMax = windowsMax;
        }

        synchronized Usage count(String key, List<Limit> limits, Instant now) {
            List<Tally> counted = new ArrayList<>(limits.size());
            boolean admitted = true;
            for (Limit limit : limits) {
                Tally tally = tally(key, CalendarWindow.of(limit.period(), now), now);
                counted.add(tally);
                admitted &= tally.used < limit.count();
            }
            List<Usage.Window> windows = new ArrayList<>(limits.size());
            for (int i = 0; i < counted.size(); i++) {
                Tally tally = counted.get(i);
                if (admitted) {
                    tally.used++;
                }
                windows.add(new Usage.Window(limits.get(i), tally.used, tally.window.end()));
            }
            return new Usage(admitted, windows);
        }

        private Tally tally(String key, CalendarWindow window, Instant now) {
            Map<Slot, Tally> ofPeriod = tallies.computeIfAbsent(window.period(), _ -> new LinkedHashMap<>());
            Slot slot = new Slot(key, window.index());
            Tally known = ofPeriod.get(slot);
            if (known != null) {
                return known;
            }
            makeRoom(ofPeriod, now);
            Tally fresh = new Tally(window);
            ofPeriod.put(slot, fresh);
            return fresh;
        }

        /// Windows of one period end in the order in which they began, so those to drop stand first.
        private void makeRoom(Map<Slot, Tally> ofPeriod, Instant now) {
            Iterator<Tally> eldest = ofPeriod.values().iterator();
            for (int i = 0; i < DROPPED_MAX && eldest.hasNext(); i++) {
                if (!eldest.next().window.isForgettable(now) && ofPeriod.size() < windowsMax) {
                    return;
                }
                eldest.remove();
            }
        }

        synchronized int size() {
            return tallies.values().stream().mapToInt(Map::size).sum();
        }
    }
}
