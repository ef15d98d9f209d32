package dev.headgate.ratelimit.dynamodb;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/// The keys that an environment remembers, so many at the most. A key that came once makes way before one that came
/// again, so that a flood of keys which nobody uses twice does not drive out those in use. Safe for use by many threads.
final class KnownKeys {
    /// A longer name, which may hold what a client sent, is remembered as its hash.
    private static final int NAME_LENGTH_MAX = 128;
    private static final char HASHED = '\0';
    private static final int SEGMENTS_MAX = 16;
    private static final int SEGMENT_MIN = 64;

    private final Segment[] segments;

    /// @param keysMax 1 or more
    KnownKeys(int keysMax) {
        int count = Math.clamp(Integer.highestOneBit(Math.max(1, keysMax / SEGMENT_MIN)), 1, SEGMENTS_MAX);
        segments = new Segment[count];
        Arrays.setAll(segments, _ -> new Segment(Math.ceilDiv(keysMax, count)));
    }

    /// What is remembered of a key; nothing yet, where it is new or was forgotten.
    KnownKey get(String name) {
        boolean isShort = name.length() <= NAME_LENGTH_MAX && (name.isEmpty() || name.charAt(0) != HASHED);
        String remembered = isShort ? name : HASHED + CounterItem.partitionKey(name);
        int hash = remembered.hashCode();
        Segment segment = segments[(hash ^ hash >>> 16) & segments.length - 1];
        KnownKey known = segment.find(remembered);
        return known != null ? known : segment.add(remembered, new KnownKey(CounterItem.partitionKey(name)));
    }

    /// How many are remembered now.
    int size() {
        return Arrays.stream(segments).mapToInt(Segment::size).sum();
    }

    private static final class Segment {
        private final int keysMax;
        private final int oftenMax;
        private final Map<String, KnownKey> once = new LinkedHashMap<>();
        private final Map<String, KnownKey> often = new LinkedHashMap<>(16, 0.75f, true);

        Segment(int keysMax) {
            this.keysMax = keysMax;
            this.oftenMax = keysMax * 4 / 5;
        }

        synchronized KnownKey find(String name) {
            KnownKey known = often.get(name);
            if (known != null) {
                return known;
            }
            known = once.remove(name);
            if (known != null) {
                often.put(name, known);
                makeRoom();
            }
            return known;
        }

        synchronized KnownKey add(String name, KnownKey key) {
            KnownKey meanwhile = often.containsKey(name) ? often.get(name) : once.get(name);
            if (meanwhile != null) {
                return meanwhile;
            }
            once.put(name, key);
            makeRoom();
            return key;
        }

        synchronized int size() {
            return once.size() + often.size();
        }

        private void makeRoom() {
            if (often.size() > oftenMax) {
                Map.Entry<String, KnownKey> eldest = often.entrySet().iterator().next();
                often.remove(eldest.getKey());
                once.put(eldest.getKey(), eldest.getValue());
            }
            if (once.size() + often.size() > keysMax) {
                once.remove(once.keySet().iterator().next());
            }
        }
    }
}
