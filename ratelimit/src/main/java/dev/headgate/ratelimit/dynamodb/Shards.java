package dev.headgate.ratelimit.dynamodb;

import dev.headgate.ratelimit.Limit;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.IntUnaryOperator;
import java.util.stream.Collectors;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.ProvisionedThroughputExceededException;
import software.amazon.awssdk.services.dynamodb.model.RequestLimitExceededException;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;
import software.amazon.awssdk.services.dynamodb.model.ThrottlingException;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

/// Spreads the requests for one key over several items. A shard holds room that was taken of the key's item before, for
/// certain windows, and hands it out; when it has none left, whoever notices takes more of the key's item, a little for
/// everybody. So the shards together never hand out more than the limit, and which of them a request meets does not
/// matter. When the key's item has no room, what the other shards have left is handed out before anybody is refused.
///
/// A shard is an item for itself, `room` being what it has; it is deleted with its time to live. Room in a shard that
/// nobody asks for is lost when its windows end, and none is put there once room in the key's item becomes scarce.
final class Shards {
    private static final String ROOM = "room";
    /// How often a shard is asked for each time that the key's item is.
    private static final int TAKES_EACH_MIN = 16;
    /// About twice as often as a shard is asked while room is on its way there. With so much left for each, no room is on
    /// its way any more by the time that the key's item has none, so that a shard which is empty then stays so.
    private static final int TAKES_WHILE_PUT = 20;

    private final CounterCalls calls;
    private final ItemRoom items;
    private final IntUnaryOperator random;

    Shards(CounterCalls calls, ItemRoom items, IntUnaryOperator random) {
        this.calls = calls;
        this.items = items;
        this.random = random;
    }

    /// Takes room for as many requests as are wanted, or for some, of any shard.
    ///
    /// @return for how many; 0 where neither the key's item nor any shard has room
    long take(KnownKey key, List<Limit> limits, Stretch stretch, long wanted, Instant now) {
        int count = Math.max(1, Math.max(key.sharding(now).count(), key.item().shardingSince(stretch.from()).count()));
        int first = random.applyAsInt(count);
        Optional<DynamoDbException> throttled = Optional.empty();
        for (int i = 0; i < count; i++) {
            int shard = (first + i) % count;
            // To a sliding limit room comes back.
            if (key.isShardEmpty(limits, stretch, shard) && key.item().isFull(limits, now)) {
                continue;
            }
            long taken = takeFrom(new Shard(key, limits, stretch, shard), wanted);
            try {
                if (taken == 0 && throttled.isEmpty()) {
                    taken = refill(new Shard(key, limits, stretch, shard), limits, count, wanted, now);
                }
            } catch (ProvisionedThroughputExceededException | RequestLimitExceededException | ThrottlingException e) {
                // Others have got through, and what they put into another shard may do.
                throttled = Optional.of(e);
            }
            if (taken > 0) {
                return taken;
            }
            if (throttled.isEmpty()) {
                key.sawShardEmpty(limits, stretch, shard);
            }
        }
        if (throttled.isPresent()) {
            throw throttled.get();
        }
        return 0;
    }

    /// Below how much room in the key's item nothing is put into shards any more.
    static long scarce(long count, long wanted) {
        return count * wanted * TAKES_WHILE_PUT;
    }

    private static long spare(int count, long wanted) {
        return wanted * Math.max(TAKES_EACH_MIN, 2L * count);
    }

    /// One of a key's shards. Room that was taken under other limits is none under these, so they have shards of their own.
    private record Shard(KnownKey key, List<Limit> limits, Stretch stretch, int number) {
        String partitionKey() {
            String counts = limits.stream()
                    .map(limit -> (limit.type() == Limit.Type.SLIDING ? "~" : "") + limit.count())
                    .collect(Collectors.joining("."));
            return key.partitionKey() + "/" + number + "/" + stretch.name() + "/" + counts;
        }
    }

    private long takeFrom(Shard shard, long wanted) {
        OptionalLong instead = tryTake(shard, wanted);
        if (instead.isEmpty()) {
            return wanted;
        }
        long some = instead.getAsLong();
        return some > 0 && tryTake(shard, some).isEmpty() ? some : 0;
    }

    /// Takes all or nothing.
    ///
    /// @return what is there, where that is less
    private OptionalLong tryTake(Shard shard, long amount) {
        try {
            calls.client().updateItem(update(shard).updateExpression("ADD " + ROOM + " :taken")
                    .conditionExpression(ROOM + " >= :amount")
                    .expressionAttributeValues(Map.of(":taken", number(-amount), ":amount", number(amount)))
                    .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD).build());
            return OptionalLong.empty();
        } catch (ConditionalCheckFailedException e) {
            AttributeValue left = e.hasItem() ? e.item().get(ROOM) : null;
            return OptionalLong.of(left == null ? 0 : Math.min(amount - 1, Long.parseLong(left.n())));
        }
    }

    /// Takes of the key's item for this request and for those to come, whose room goes into the shard.
    private long refill(Shard shard, List<Limit> limits, int count, long wanted, Instant now) {
        KnownKey key = shard.key();
        long taken = items.take(key, limits, shard.stretch(), wanted,
                new ItemRoom.Spare(spare(count, wanted), scarce(count, wanted)), now);
        long own = Math.min(wanted, taken);
        if (taken > own) {
            put(shard, taken - own);
        }
        return own;
    }

    private void put(Shard shard, long amount) {
        try {
            calls.client().updateItem(update(shard)
                    .updateExpression("SET " + CounterItem.EXPIRES_AT + " = :expiresAt ADD " + ROOM + " :amount")
                    .expressionAttributeValues(Map.of(":amount", number(amount), ":expiresAt",
                            number(CounterItem.expiresAt(shard.stretch().windows()))))
                    .build());
        } catch (SdkException _) {
            // This request has its room; the others' is lost, which costs less than to fail.
        }
    }

    private UpdateItemRequest.Builder update(Shard shard) {
        return UpdateItemRequest.builder().tableName(calls.table())
                .key(Map.of(CounterItem.KEY, AttributeValue.fromS(shard.partitionKey())));
    }

    private static AttributeValue number(long number) {
        return AttributeValue.fromN(Long.toString(number));
    }
}
