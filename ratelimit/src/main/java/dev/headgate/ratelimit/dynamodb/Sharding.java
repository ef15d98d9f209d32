package dev.headgate.ratelimit.dynamodb;

import java.time.Duration;
import java.time.Instant;

/// Over how many items the requests for a key are spread, and for how long. It stands in the key's own item, so that all
/// environments learn of it from what they ask anyhow; that they disagree for a while does no harm to the limit.
///
/// @param count how many shards there are; 0 where there are none
/// @param untilSeconds when it ends unless somebody prolongs it, in seconds since 1970
record Sharding(int count, long untilSeconds) {
    static final Sharding NONE = new Sharding(0, 0);
    /// More writes to one item in a second than this, and it is spread. DynamoDB takes 1,000 (Developer Guide, "Best
    /// practices for designing and using partition keys effectively").
    static final double WRITES_MAX = 800;
    static final int COUNT_MAX = 512;

    /// What each shard is meant to get.
    private static final double WRITES_EACH = 500;
    private static final double WRITES_KEPT = 400;
    private static final Duration LASTS = Duration.ofMinutes(1);
    private static final Duration PROLONGED_BEFORE_END = Duration.ofSeconds(30);

    boolean isActive(Instant now) {
        return count > 0 && now.getEpochSecond() < untilSeconds;
    }

    /// What it should be, seen how many writes one item would get.
    Sharding next(double writesPerSecond, Instant now) {
        boolean isActive = isActive(now);
        if (writesPerSecond <= (isActive ? WRITES_KEPT : WRITES_MAX)) {
            return this;
        }
        int wanted = powerOfTwo((int) Math.min(COUNT_MAX, Math.ceil(writesPerSecond / WRITES_EACH)));
        boolean isEnding = untilSeconds - now.getEpochSecond() < PROLONGED_BEFORE_END.toSeconds();
        return isActive && wanted <= count && !isEnding
                ? this
                : new Sharding(isActive ? Math.max(wanted, count) : wanted, now.plus(LASTS).getEpochSecond());
    }

    /// So that environments which see slightly different rates agree.
    private static int powerOfTwo(int shards) {
        return shards <= 2 ? 2 : Integer.highestOneBit(shards - 1) * 2;
    }

    /// What it should be after DynamoDB has refused a write for want of capacity.
    Sharding afterThrottling(Instant now) {
        return new Sharding(isActive(now) ? count : 2, now.plus(LASTS).getEpochSecond());
    }
}
