package dev.headgate.cost;

import dev.headgate.ratelimit.Counting;
import dev.headgate.ratelimit.Limit;

/// How many writes to DynamoDB counting takes: the formula that docs/cost.md states. It follows what the store does
/// ([dev.headgate.ratelimit.dynamodb.DynamoDbCounterStore]), for requests that come evenly.
///
/// @param use how requests are counted
/// @param perSecond requests a second for one key in one Region, those that are refused included; more than 0
/// @param refusedShare of them that are beyond the limit, 0..1
/// @param environments of the Region that serve them, 1 or more
record CounterCost(CounterUse use, double perSecond, double refusedShare, double environments) {
    private static final double BATCH_MAX = 10_000;
    /// More writes to an item in a second than this, and the key is spread over shards.
    private static final double WRITES_MAX = 800;
    private static final double WRITES_OF_SHARD = 500;
    /// So many refused requests are counted with one write.
    private static final double PENALTIES = 10;
    /// A shard that is empty costs a write that finds so, one to the key's item and one to fill it.
    private static final double REFILL = 3;

    /// How many requests are counted with one write, on average.
    double batch() {
        return switch (use.counting()) {
            case Counting.Leased(var ahead) when use.type() != Limit.Type.SMOOTH -> {
                double reach = Math.min(ahead.toMillis() / 1000.0, use.windowSeconds() / 2);
                yield Math.clamp(admittedPerSecond() / environments * reach, 1, BATCH_MAX);
            }
            case Counting.Leased _,Counting.IfRoom _,Counting.Penalized _,Counting.Always _,Counting.Nothing _ -> 1;
        };
    }

    /// Writes for an admitted request.
    double writesOfAdmitted() {
        return shards() / batch() + sliding();
    }

    /// Writes for a refused one.
    double writesOfRefused() {
        double refusedPerSecond = perSecond * refusedShare;
        if (refusedPerSecond == 0) {
            return 0;
        }
        boolean counts = use.counting() instanceof Counting.Penalized && use.type() != Limit.Type.SMOOTH;
        // An environment asks once, and then remembers until there may be room again.
        return counts ? 1 / PENALTIES : Math.min(1, environments / use.spacingSeconds() / refusedPerSecond);
    }

    private double admittedPerSecond() {
        return perSecond * (1 - refusedShare);
    }

    /// The factor by which writes are more where a key is spread over shards.
    private double shards() {
        double writes = admittedPerSecond() / batch();
        boolean isSpread = writes > WRITES_MAX && use.type() != Limit.Type.SMOOTH
                && !(use.counting() instanceof Counting.Penalized);
        return isSpread ? 1 + REFILL / Math.max(16, 2 * powerOfTwo(Math.ceil(writes / WRITES_OF_SHARD))) : 1;
    }

    private static double powerOfTwo(double atLeast) {
        return Math.pow(2, Math.ceil(Math.log(atLeast) / Math.log(2)));
    }

    /// Where the window before counts too, an environment that has not seen it yet writes twice.
    private double sliding() {
        return use.type() == Limit.Type.SLIDING && !(use.counting() instanceof Counting.Penalized)
                ? Math.min(1 / batch(), environments / use.windowSeconds() / Math.max(admittedPerSecond(), 1e-9))
                : 0;
    }
}
