package dev.headgate.ratelimit.dynamodb;

import dev.headgate.ratelimit.Limit;
import dev.headgate.ratelimit.TimeWindow;
import dev.headgate.ratelimit.Usage;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What this environment remembers of one key: its item as it was last seen, requests counted ahead, refusals that last.
/// All of it may be forgotten at any time: that costs calls, or requests counted ahead, never the limit. Safe for use by
/// many threads; what is locked is some arithmetic, never a call.
final class KnownKey {
    /// Requests per second of others, where it is known that there are others and nothing else.
    private static final double MANY = 1e9;

    private final String partitionKey;
    private volatile CounterItem item = CounterItem.NONE;
    private volatile Refusal refusal = Refusal.NONE;

    private final Arrivals arrivals = new Arrivals();
    private final WriteRate writeRate = new WriteRate();
    private Instant seenAt = Instant.EPOCH;
    private Stretch taken = Stretch.NONE;
    private long ownTaken;
    private Lease lease = new Lease(List.of(), Stretch.NONE, CounterItem.NONE, 0);
    private final EmptyShards emptyShards = new EmptyShards();
    private final Penalties penalties = new Penalties();
    private Sharding forced = Sharding.NONE;

    /// @param partitionKey of the key's item
    KnownKey(String partitionKey) {
        this.partitionKey = partitionKey;
    }

    String partitionKey() {
        return partitionKey;
    }

    CounterItem item() {
        return item;
    }

    /// Takes note of the item as the table has just told it.
    void sees(CounterItem seen) {
        item = seen;
        refusal = Refusal.NONE;
    }

    /// The refusal that this request gets without a call, if it is known to have no room.
    Optional<Usage> refused(List<Limit> limits, Instant now) {
        Refusal known = refusal;
        if (known.holds(limits, now)) {
            return Optional.of(known.usage());
        }
        CounterItem seen = item;
        if (!seen.isFull(limits, now)) {
            return Optional.empty();
        }
        Stretch stretch = Stretch.of(limits, now);
        int shards = seen.shardingSince(stretch.from()).count();
        if (shards > 0 && !areShardsEmpty(limits, stretch, shards)) {
            return Optional.empty();
        }
        Usage usage = seen.usage(false, limits, now);
        if (Refusal.isLasting(limits)) {
            refusal = new Refusal(limits, stretch, usage);
        }
        return Optional.of(usage);
    }

    /// Admits a request that was counted ahead, if there is one.
    synchronized Optional<Usage> spend(List<Limit> limits, Duration ahead, Instant now) {
        if (lease.left() == 0 || !lease.isFor(limits, now)) {
            return Optional.empty();
        }
        arrivals.admitted(now, ahead);
        return Optional.of(lease.spend(now));
    }

    /// How many requests to count at once, of which one is going to be admitted now.
    synchronized long leaseSize(List<Limit> limits, Duration ahead, Stretch stretch, Instant now) {
        arrivals.admitted(now, ahead);
        double perSecond = writeRate.lastPerSecond();
        return LeaseSize.of(arrivals.recent(), ahead, perSecond == 0 && areOthersThere(stretch) ? MANY : perSecond,
                likelyRoom(limits, stretch, now), stretch, now);
    }

    private boolean areOthersThere(Stretch stretch) {
        long own = taken.equals(stretch) ? ownTaken : 0;
        return stretch.windows().stream().anyMatch(window -> item.used(window) > own);
    }

    /// What is left by now, others having gone on counting since the item was seen.
    private double likelyRoom(List<Limit> limits, Stretch stretch, Instant now) {
        Instant since = seenAt.isAfter(stretch.from()) ? seenAt : stretch.from();
        double elapsed = Math.max(0, Duration.between(since, now).toNanos() / 1e9);
        return item.room(limits, Map.of(), now) - elapsed * writeRate.lastPerSecond();
    }

    /// Notes that a request was refused that might have been counted ahead.
    synchronized void notesRefusal() {
        arrivals.refused();
    }

    /// Keeps requests that were counted and not admitted yet.
    ///
    /// @return what is said of the one that is admitted now
    synchronized Usage keep(List<Limit> limits, Stretch stretch, long more, Instant now) {
        boolean isSame = lease.isFor(limits, now);
        ownTaken = more + 1 + (taken.equals(stretch) ? ownTaken : 0);
        taken = stretch;
        lease = new Lease(limits, stretch, item, more + (isSame ? lease.left() : 0));
        return lease.usage(now);
    }

    /// Takes away what was counted ahead in windows of which some are over, so that it can be given back in the others.
    synchronized Map<TimeWindow, Long> takeUnused(List<Limit> limits, Stretch stretch, Instant now) {
        if (lease.left() == 0 || lease.isFor(limits, now) || !lease.isOf(limits)) {
            return Map.of();
        }
        Map<TimeWindow, Long> unused = lease.leftIn(stretch);
        lease = new Lease(limits, stretch, item, 0);
        return unused;
    }

    /// Notes a request that is refused and shall count all the same.
    ///
    /// @return how many are to be counted now: none, or all that were noted
    synchronized long penalize(Stretch stretch) {
        return penalties.add(stretch);
    }

    /// How many refused requests are noted and not counted yet.
    synchronized long penalties(Stretch stretch) {
        return penalties.pending(stretch);
    }

    synchronized long takePenalties(Stretch stretch) {
        return penalties.take(stretch);
    }

    /// Over how many items its requests are spread now.
    synchronized Sharding sharding(Instant now) {
        Sharding told = item.shardingSince(now);
        return forced.isActive(now) && told.count() < forced.count() ? forced : told;
    }

    /// Notes that DynamoDB has no capacity left for the key's item.
    synchronized void isThrottled(Instant now) {
        forced = sharding(now).afterThrottling(now);
    }

    /// Takes note of how far the item's counts have come.
    synchronized void notesRate(List<Limit> limits, Stretch stretch, Instant now) {
        writeRate.note(stretch, item, item.isFull(limits, now), now);
        seenAt = now;
    }

    /// Over how many items its requests should be spread, seen how often it is counted.
    ///
    /// @param each how many requests one write counts
    synchronized Sharding nextSharding(long each, Instant now) {
        return sharding(now).next(writeRate.perSecond(now) / each, now);
    }

    synchronized boolean isShardEmpty(List<Limit> limits, Stretch stretch, int shard) {
        return emptyShards.contains(limits, stretch, shard);
    }

    /// Notes that nothing is left in a shard and nothing will come, since the key's item has no room.
    synchronized void sawShardEmpty(List<Limit> limits, Stretch stretch, int shard) {
        emptyShards.add(limits, stretch, shard);
    }

    private synchronized boolean areShardsEmpty(List<Limit> limits, Stretch stretch, int count) {
        return emptyShards.areAll(limits, stretch, count);
    }
}
