package dev.headgate.ratelimit.dynamodb;

import dev.headgate.ratelimit.CounterStore;
import dev.headgate.ratelimit.CounterStoreUnavailableException;
import dev.headgate.ratelimit.Counting;
import dev.headgate.ratelimit.Limit;
import dev.headgate.ratelimit.Period;
import dev.headgate.ratelimit.Usage;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.IntUnaryOperator;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

/// Counters in a DynamoDB table: exact over any number of environments, at one `UpdateItem` a request whatever the number
/// of windows. The update is conditional on every window having room, so that a refused request changes nothing. For a
/// sliding limit an environment has to know the count of the window before; where it does not, the first update fails,
/// tells it, and a second one counts.
///
/// An environment that has learned that a window is full refuses from memory until the window ends, without a request.
/// With [Counting.Leased] it counts several requests at once and admits the next ones from memory. A key that is counted
/// more than some 800 times a second is spread over several items by itself. What an environment remembers is bounded;
/// forgetting costs a request, and requests that were counted ahead, never the limit.
///
/// A call is made once and never repeated by the SDK, since a repeated increment could count twice. A call that fails
/// after DynamoDB received it may have counted. Safe for use by many threads; no lock is held across a call.
public final class DynamoDbCounterStore implements CounterStore {
    /// How many keys an environment remembers: some 12 MB when all have a few windows.
    public static final int DEFAULT_KEYS_MAX = 10_000;

    /// An attribute that no item has.
    private static final String NEVER = "never";
    private static final int WARM_UP_CALLS_MAX = 5;

    private final CounterCalls calls;
    private final Room room;
    private final SmoothCounting smoothly;
    private final KnownKeys keys;

    /// @param client made by [CountingClient], so that it neither repeats calls nor waits long; stays the caller's to
    ///        close
    /// @param table the name of a table with the key that [CounterTable] describes
    public DynamoDbCounterStore(DynamoDbClient client, String table) {
        this(client, table, DEFAULT_KEYS_MAX, bound -> ThreadLocalRandom.current().nextInt(bound));
    }

    /// @param keysMax how many keys are remembered, 1 or more
    /// @param random chooses among the shards of a key: a number from 0 on, below its argument; safe for use by many
    ///        threads
    public DynamoDbCounterStore(DynamoDbClient client, String table, int keysMax, IntUnaryOperator random) {
        this.calls = new CounterCalls(client, table);
        this.room = new Room(calls, random);
        this.smoothly = new SmoothCounting(calls);
        this.keys = new KnownKeys(keysMax);
    }

    @Override
    public Usage count(String name, List<Limit> limits, Counting counting, Instant now) {
        KnownKey key = keys.get(name);
        try {
            if (SmoothCounting.isFor(limits)) {
                return smoothly.count(key, limits, counting, now);
            }
            return switch (counting) {
                case Counting.IfRoom(long amount) -> amount == 1
                        ? countOne(key, limits, now)
                        : countIfRoom(key, limits, amount, now);
                case Counting.Leased(Duration ahead) -> countAhead(key, limits, ahead, now);
                case Counting.Penalized _ -> countPenalized(key, limits, now);
                case Counting.Always(long amount) -> countAlways(key, limits, amount, now);
                case Counting.Nothing _ -> {
                    CounterItem item = calls.look(key);
                    yield item.usage(!item.isFull(limits, now), limits, now);
                }
            };
        } catch (SdkException e) {
            throw new CounterStoreUnavailableException(
                    "the table " + calls.table() + " could not count: " + e.getClass().getSimpleName(), e);
        }
    }

    private Usage countOne(KnownKey key, List<Limit> limits, Instant now) {
        Optional<Usage> refused = key.refused(limits, now);
        if (refused.isPresent()) {
            return refused.get();
        }
        boolean admitted = room.take(key, limits, Stretch.of(limits, now), 1, now) > 0;
        return key.item().usage(admitted, limits, now);
    }

    private Usage countAhead(KnownKey key, List<Limit> limits, Duration ahead, Instant now) {
        Optional<Usage> spent = key.spend(limits, ahead, now);
        if (spent.isPresent()) {
            return spent.get();
        }
        Optional<Usage> refused = key.refused(limits, now);
        if (refused.isPresent()) {
            key.notesRefusal();
            return refused.get();
        }
        Stretch stretch = Stretch.of(limits, now);
        long taken = room.take(key, limits, stretch, key.leaseSize(limits, ahead, stretch, now), now);
        if (taken == 0) {
            key.notesRefusal();
            return key.item().usage(false, limits, now);
        }
        return key.keep(limits, stretch, taken - 1, now);
    }

    private Usage countIfRoom(KnownKey key, List<Limit> limits, long amount, Instant now) {
        Optional<Usage> refused = key.refused(limits, now);
        if (refused.isPresent()) {
            return refused.get();
        }
        CounterItem known = key.item();
        while (true) {
            try {
                return calls.count(key, CounterUpdate.Addition.ifRoom(limits, amount), known, now)
                        .usage(true, limits, now);
            } catch (ConditionalCheckFailedException e) {
                CounterItem actual = CounterCalls.actual(e);
                if (actual.isFull(limits, now)) {
                    return actual.usage(false, limits, now);
                }
                if (!actual.tellsMoreThan(known, limits, now)) {
                    throw e;
                }
                known = actual;
            }
        }
    }

    private Usage countAlways(KnownKey key, List<Limit> limits, long amount, Instant now) {
        CounterItem item = add(key, limits, amount, now);
        return item.usage(hadRoom(item, limits, amount, now), limits, now);
    }

    /// What comes while there is no room is counted ten at a time.
    private Usage countPenalized(KnownKey key, List<Limit> limits, Instant now) {
        Stretch stretch = Stretch.of(limits, now);
        CounterItem known = key.item().plus(key.penalties(stretch), stretch);
        if (!known.isFull(limits, now)) {
            CounterItem item = add(key, limits, 1 + key.takePenalties(stretch), now);
            return item.usage(hadRoom(item, limits, 1, now), limits, now);
        }
        long due = key.penalize(stretch);
        if (due > 0) {
            try {
                add(key, limits, due, now);
            } catch (SdkException _) {
                // It is refused whether that was counted or not.
            }
        }
        return key.item().plus(key.penalties(stretch), stretch).usage(false, limits, now);
    }

    private static boolean hadRoom(CounterItem item, List<Limit> limits, long amount, Instant now) {
        return limits.stream().allMatch(limit -> item.held(limit, now) - amount < limit.count());
    }

    private CounterItem add(KnownKey key, List<Limit> limits, long amount, Instant now) {
        CounterItem known = key.item();
        while (true) {
            try {
                return calls.count(key, CounterUpdate.Addition.always(limits, amount), known, now);
            } catch (ConditionalCheckFailedException e) {
                CounterItem actual = CounterCalls.actual(e);
                if (actual.expiresAt() <= known.expiresAt()) {
                    throw e;
                }
                known = actual;
            }
        }
    }

    /// Makes the first calls before requests come, which take longer than requests may wait: classes are loaded and a
    /// connection is made. They are what a request's count is but for a condition that never holds, so that nothing is
    /// counted; after the first, a few more until one is as quick as requests want it. Requests will meet what goes wrong
    /// here.
    ///
    /// @param timeLimit of the first call, more than zero
    /// @return what went wrong, if anything did
    public Optional<String> warmUp(Duration timeLimit, Instant now) {
        UpdateItemRequest count = new CounterUpdate(calls.table(), CounterItem.partitionKey("warm-up")).count(
                CounterUpdate.Addition.ifRoom(List.of(new Limit(Period.MINUTE, 1)), 1), CounterItem.NONE, now);
        UpdateItemRequest never = count.toBuilder()
                .conditionExpression(count.conditionExpression() + " AND attribute_exists(" + NEVER + ")").build();
        try {
            isAnswered(never.toBuilder().overrideConfiguration(override -> override.apiCallTimeout(timeLimit)).build());
            int calls = 1;
            while (calls < WARM_UP_CALLS_MAX && !isAnsweredInTime(never)) {
                calls++;
            }
            return Optional.empty();
        } catch (SdkException e) {
            return Optional.of("the table " + calls.table() + " could not be asked: " + e.getClass().getSimpleName());
        }
    }

    private boolean isAnsweredInTime(UpdateItemRequest request) {
        try {
            return isAnswered(request);
        } catch (ApiCallTimeoutException _) {
            return false;
        }
    }

    private boolean isAnswered(UpdateItemRequest request) {
        try {
            calls.client().updateItem(request);
        } catch (ConditionalCheckFailedException _) {
            // As it was meant to be.
        }
        return true;
    }
}
