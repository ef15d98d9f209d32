package dev.headgate.ratelimit.dynamodb;

import dev.headgate.ratelimit.Limit;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.IntUnaryOperator;
import software.amazon.awssdk.services.dynamodb.model.ProvisionedThroughputExceededException;
import software.amazon.awssdk.services.dynamodb.model.RequestLimitExceededException;
import software.amazon.awssdk.services.dynamodb.model.ThrottlingException;

/// Takes room for requests out of the table: of the key's item or, where that is written to more often than DynamoDB
/// takes, of its shards. Never more is taken than there is.
final class Room {
    private final ItemRoom items;
    private final Shards shards;

    /// @param random a number from 0 on, below its argument
    Room(CounterCalls calls, IntUnaryOperator random) {
        this.items = new ItemRoom(calls);
        this.shards = new Shards(calls, items, random);
    }

    /// Takes room for as many requests as are wanted or, where there is not so much, for some.
    ///
    /// @param wanted 1 or more
    /// @return for how many; 0 where there is no room at all
    long take(KnownKey key, List<Limit> limits, Stretch stretch, long wanted, Instant now) {
        Sharding sharding = key.sharding(now);
        if (sharding.isActive(now)
                && key.item().room(limits, Map.of(), now) >= Shards.scarce(sharding.count(), wanted)) {
            return shards.take(key, limits, stretch, wanted, now);
        }
        try {
            long taken = items.take(key, limits, stretch, wanted, now);
            return taken == 0 && key.item().wasSharded(stretch)
                    ? shards.take(key, limits, stretch, wanted, now)
                    : taken;
        } catch (ProvisionedThroughputExceededException | RequestLimitExceededException | ThrottlingException _) {
            // What DynamoDB throttles it has not done, so that nothing is counted twice. It takes more reads than writes, and
            // an item tells whether there are shards and whether there is any room.
            key.isThrottled(now);
            CounterItem item = items.calls().lookRoughly(key);
            return item.isFull(limits, now) && !item.wasSharded(stretch)
                    ? 0
                    : shards.take(key, limits, stretch, wanted, now);
        }
    }
}
