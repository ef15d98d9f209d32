package dev.headgate.ratelimit.dynamodb;

import dev.headgate.ratelimit.Limit;
import java.util.BitSet;
import java.util.List;

/// The shards of a key in which nothing is left, as far as is known, in the windows of this moment. Not safe for use by
/// several threads at once.
final class EmptyShards {
    private List<Limit> limits = List.of();
    private Stretch stretch = Stretch.NONE;
    private BitSet empty = new BitSet();

    void add(List<Limit> current, Stretch of, int shard) {
        if (!isOf(current, of)) {
            limits = current;
            stretch = of;
            empty = new BitSet();
        }
        empty.set(shard);
    }

    boolean contains(List<Limit> current, Stretch of, int shard) {
        return isOf(current, of) && empty.get(shard);
    }

    /// Whether all of so many are empty.
    boolean areAll(List<Limit> current, Stretch of, int count) {
        return isOf(current, of) && empty.nextClearBit(0) >= count;
    }

    private boolean isOf(List<Limit> current, Stretch of) {
        return stretch.equals(of) && limits.equals(current);
    }
}
