package dev.headgate.ratelimit;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;

/// Counters of one process, for the local gateway and for tests. Behind several Lambda environments each would count for
/// itself and admit the whole limit.
///
/// Keys are spread over shards; a call locks the one shard of its key for some arithmetic, never across I/O. Windows
/// that ended are dropped in passing. A smooth limit takes as much room as one window. There are never more windows than given, whatever spans they have: where there would
/// be, the oldest one of the span with the most is forgotten, as Kong's shared memory forgets (its `lua_shared_dict` is
/// 12 MB by default). A long key, which may hold what a client sent, is kept as its hash.
public final class MemoryCounterStore implements CounterStore {
    /// Some 30 MB when all of them are taken.
    public static final int DEFAULT_WINDOWS_MAX = 200_000;

    private static final int SHARDS = 64;
    /// More than keys without a client's words have.
    private static final int KEY_LENGTH_MAX = 200;

    private final Shard[] shards = new Shard[SHARDS];

    /// A store with room for [#DEFAULT_WINDOWS_MAX] windows.
    public MemoryCounterStore() {
        this(DEFAULT_WINDOWS_MAX);
    }

    /// @param windowsMax how many windows are kept at the most, 64 or more
    public MemoryCounterStore(int windowsMax) {
        if (windowsMax < SHARDS) {
            throw new IllegalArgumentException(
                    "room for " + windowsMax + " windows; at least " + SHARDS + " are needed");
        }
        Arrays.setAll(shards, _ -> new Shard(windowsMax / SHARDS));
    }

    @Override
    public Usage count(String name, List<Limit> limits, Counting counting, Instant now) {
        String key = name.length() > KEY_LENGTH_MAX ? hash(name) : name;
        int hash = key.hashCode();
        return shards[(hash ^ hash >>> 16) & SHARDS - 1].count(key, limits, counting, now);
    }

    private static String hash(String name) {
        try {
            return HexFormat.of().formatHex(
                    MessageDigest.getInstance("SHA-256").digest(name.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /// How many characters all keys in memory have.
    long keyLengths() {
        return Arrays.stream(shards).mapToLong(Shard::keyLengths).sum();
    }

    /// How many windows are in memory now.
    int size() {
        return Arrays.stream(shards).mapToInt(Shard::size).sum();
    }

    private record Slot(String key, long windowIndex) {}

    private static final class Tally {
        private final TimeWindow window;
        private long used;

        Tally(TimeWindow window) {
            this.window = window;
        }
    }

    private static final class Shard {
        /// How many ended windows one call drops per span: more than the one it may add, so that they get fewer, and
        /// few, so that no call pays for all.
        private static final int DROPPED_MAX = 4;

        private final int windowsMax;
        private final Map<Span, Map<Slot, Tally>> tallies = new HashMap<>();
        private final Map<Limit, Map<String, BigInteger>> arrivals = new HashMap<>();

        Shard(int windowsMax) {
            this.windowsMax = windowsMax;
        }

        synchronized Usage count(String key, List<Limit> limits, Counting counting, Instant now) {
            boolean admitted = true;
            for (Limit limit : limits) {
                admitted &= held(key, limit, now) < limit.burst();
            }
            long added = switch (counting) {
                case Counting.IfRoom(long amount) -> admitted ? amount : 0;
                case Counting.Leased _ -> admitted ? 1 : 0;
                case Counting.Penalized _ -> 1;
                case Counting.Always(long amount) -> amount;
                case Counting.Nothing _ -> 0;
            };
            List<Usage.Window> windows = new ArrayList<>(limits.size());
            for (Limit limit : limits) {
                if (added != 0) {
                    add(key, limit, added, counting, now);
                }
                windows.add(window(key, limit, now));
            }
            return new Usage(admitted, windows);
        }

        private void add(String key, Limit limit, long added, Counting counting, Instant now) {
            if (!limit.isSmooth()) {
                tally(key, limit.window(now), now).used += added;
            } else if (!(counting instanceof Counting.Penalized) || held(key, limit, now) <= limit.burst()) {
                keep(key, limit, limit.pace().after(arrival(key, limit, now), added, now), now);
            }
        }

        private Usage.Window window(String key, Limit limit, Instant now) {
            if (limit.isSmooth()) {
                return limit.pace().window(limit, arrival(key, limit, now), now);
            }
            TimeWindow window = limit.window(now);
            return new Usage.Window(limit, held(key, limit, now), window.end(),
                    limit.roomAt(used(key, window), used(key, window.before()), now));
        }

        private long held(String key, Limit limit, Instant now) {
            if (limit.isSmooth()) {
                return limit.pace().held(arrival(key, limit, now), now);
            }
            TimeWindow window = limit.window(now);
            return limit.held(used(key, window), used(key, window.before()), now);
        }

        private long used(String key, TimeWindow window) {
            Map<Slot, Tally> ofSpan = tallies.get(window.span());
            Tally tally = ofSpan == null ? null : ofSpan.get(new Slot(key, window.index()));
            return tally == null ? 0 : tally.used;
        }

        private BigInteger arrival(String key, Limit limit, Instant now) {
            Map<String, BigInteger> ofLimit = arrivals.get(limit);
            BigInteger arrival = ofLimit == null ? null : ofLimit.get(key);
            return arrival == null ? limit.pace().ticks(now) : arrival;
        }

        /// Those of one limit stand in the order in which they were counted last, which is about that in which they can be
        /// forgotten.
        private void keep(String key, Limit limit, BigInteger arrival, Instant now) {
            Map<String, BigInteger> ofLimit = arrivals.computeIfAbsent(limit, _ -> new LinkedHashMap<>());
            if (ofLimit.remove(key) == null) {
                dropFirst(ofLimit, kept -> limit.pace().isForgettable(kept, now));
                makeRoom();
            }
            ofLimit.put(key, arrival);
        }

        private Tally tally(String key, TimeWindow window, Instant now) {
            Map<Slot, Tally> ofSpan = tallies.computeIfAbsent(window.span(), _ -> new LinkedHashMap<>());
            Slot slot = new Slot(key, window.index());
            Tally known = ofSpan.get(slot);
            if (known != null) {
                return known;
            }
            dropFirst(ofSpan, tally -> tally.window.isForgettable(now));
            makeRoom();
            Tally fresh = new Tally(window);
            ofSpan.put(slot, fresh);
            return fresh;
        }

        /// Windows of one span end in the order in which they began, so those to drop stand first.
        private static <V> void dropFirst(Map<?, V> kept, Predicate<V> isOver) {
            Iterator<V> eldest = kept.values().iterator();
            for (int i = 0; i < DROPPED_MAX && eldest.hasNext(); i++) {
                if (!isOver.test(eldest.next())) {
                    return;
                }
                eldest.remove();
            }
        }

        private void makeRoom() {
            if (size() >= windowsMax) {
                Stream.concat(tallies.values().stream(), arrivals.values().stream())
                        .max(Comparator.comparingInt(Map::size)).ifPresent(Shard::dropOldest);
            }
        }

        private static void dropOldest(Map<?, ?> kept) {
            Iterator<?> eldest = kept.keySet().iterator();
            if (eldest.hasNext()) {
                eldest.next();
                eldest.remove();
            }
        }

        synchronized long keyLengths() {
            Stream<String> counted = tallies.values().stream().flatMap(ofSpan -> ofSpan.keySet().stream())
                    .map(Slot::key);
            Stream<String> even = arrivals.values().stream().flatMap(ofLimit -> ofLimit.keySet().stream());
            return Stream.concat(counted, even).mapToLong(String::length).sum();
        }

        synchronized int size() {
            return Stream.concat(tallies.values().stream(), arrivals.values().stream()).mapToInt(Map::size).sum();
        }
    }
}
