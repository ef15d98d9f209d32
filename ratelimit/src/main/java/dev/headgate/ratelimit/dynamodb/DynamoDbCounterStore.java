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
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

/// Counters in a DynamoDB table: exact over any number of environments, at one `UpdateItem` a request whatever the number
/// of windows. The update is conditional on every window having room, so that a refused request changes nothing. For a
/// sliding limit an environment has to know the count of the window before; where it does not, the first update fails,
/// tells it, and a second one counts.
///
/// An environment that has learned that a window is full refuses from memory until the window ends, without a request.
/// What it remembers is bounded, the least recently used key being forgotten; forgetting costs a request, never
/// accuracy.
///
/// A call is made once and never repeated by the SDK, since a repeated increment could count twice. A call that fails
/// after DynamoDB received it may have counted. Safe for use by many threads; no lock is held across a call.
public final class DynamoDbCounterStore implements CounterStore {
    /// How many keys an environment remembers: some 5 MB when all have a few windows.
    public static final int DEFAULT_SEEN_MAX = 10_000;

    /// So many ended windows an item holds before they are removed by a request of their own. With at most 30 windows
    /// that are not over the item stays within the kilobyte that one write unit pays for.
    static final int FORGETTABLE_MAX = 32;

    /// An attribute that no item has.
    private static final String NEVER = "never";
    private static final int WARM_UP_CALLS_MAX = 5;

    private final DynamoDbClient client;
    private final String table;
    private final SeenItems seen;

    /// @param client made by [CountingClient], so that it neither repeats calls nor waits long; stays the caller's to
    ///        close
    /// @param table the name of a table with the key that [CounterTable] describes
    public DynamoDbCounterStore(DynamoDbClient client, String table) {
        this(client, table, DEFAULT_SEEN_MAX);
    }

    /// @param seenMax how many keys are remembered, 1 or more
    public DynamoDbCounterStore(DynamoDbClient client, String table, int seenMax) {
        this.client = client;
        this.table = table;
        this.seen = new SeenItems(seenMax);
    }

    @Override
    public Usage count(String key, List<Limit> limits, Counting counting, Instant now) {
        CounterUpdate update = new CounterUpdate(table, CounterItem.partitionKey(key));
        try {
            CounterItem known = seen.get(update.partitionKey());
            return switch (counting) {
                case Counting.IfRoom(long amount) -> countIfRoom(update, limits, amount, known, now);
                case Counting.Leased _ -> countIfRoom(update, limits, 1, known, now);
                case Counting.Penalized _ -> countAlways(update, limits, 1, known, now);
                case Counting.Always(long amount) -> countAlways(update, limits, amount, known, now);
                case Counting.Nothing _ -> look(update, limits, now);
            };
        } catch (SdkException e) {
            throw new CounterStoreUnavailableException(
                    "the table " + table + " could not count: " + e.getClass().getSimpleName(), e);
        }
    }

    private Usage countIfRoom(CounterUpdate update, List<Limit> limits, long amount, CounterItem known, Instant now) {
        if (known.isFull(limits, now)) {
            return usage(false, limits, known, now);
        }
        try {
            return usage(true, limits, update(update, update.countIfRoom(limits, amount, known, now), now), now);
        } catch (ConditionalCheckFailedException e) {
            CounterItem actual = actual(update, e);
            if (actual.isFull(limits, now)) {
                return usage(false, limits, actual, now);
            }
            if (!actual.tellsMoreThan(known, limits, now)) {
                throw e;
            }
            // Others count longer windows under this key, whose time to live is later than ours and stays; or they have
            // counted in the window before, on which the room depends.
            return countIfRoom(update, limits, amount, actual, now);
        }
    }

    private Usage countAlways(CounterUpdate update, List<Limit> limits, long amount, CounterItem known, Instant now) {
        try {
            CounterItem item = update(update, update.count(limits, amount, known, now), now);
            boolean hadRoom = limits.stream().allMatch(limit -> item.held(limit, now) - amount < limit.count());
            return usage(hadRoom, limits, item, now);
        } catch (ConditionalCheckFailedException e) {
            CounterItem actual = actual(update, e);
            if (actual.expiresAt() <= known.expiresAt()) {
                throw e;
            }
            return countAlways(update, limits, amount, actual, now);
        }
    }

    /// Asks the table whatever is known: counts may have been taken back since.
    private Usage look(CounterUpdate update, List<Limit> limits, Instant now) {
        CounterItem item = CounterItem.of(client.getItem(update.look()).item());
        seen.put(update.partitionKey(), item);
        return usage(!item.isFull(limits, now), limits, item, now);
    }

    private CounterItem actual(CounterUpdate update, ConditionalCheckFailedException failed) {
        CounterItem actual = CounterItem.of(failed.hasItem() ? failed.item() : Map.of());
        seen.put(update.partitionKey(), actual);
        return actual;
    }

    private CounterItem update(CounterUpdate update, UpdateItemRequest request, Instant now) {
        CounterItem item = CounterItem.of(client.updateItem(request).attributes());
        seen.put(update.partitionKey(), item);
        tidy(update, item, now);
        return item;
    }

    /// An environment removes ended windows with its next request for the same key. Where many environments share few
    /// requests for a key that next request may be long in coming, so that windows pile up; then they are removed here.
    private void tidy(CounterUpdate update, CounterItem item, Instant now) {
        List<String> over = item.forgettable(now);
        if (over.size() <= FORGETTABLE_MAX) {
            return;
        }
        try {
            seen.put(update.partitionKey(), CounterItem.of(client.updateItem(update.tidy(over)).attributes()));
        } catch (SdkException _) {
            // The request has been counted; whoever comes next tidies up.
        }
    }

    private static Usage usage(boolean admitted, List<Limit> limits, CounterItem item, Instant now) {
        return new Usage(admitted, limits.stream().map(limit -> item.window(limit, now)).toList());
    }

    /// Makes the first calls before requests come, which take longer than requests may wait: classes are loaded and a
    /// connection is made. They are what a request's count is but for a condition that never holds, so that nothing is
    /// counted; after the first, a few more until one is as quick as requests want it. Requests will meet what goes wrong
    /// here.
    ///
    /// @param timeLimit of the first call, more than zero
    /// @return what went wrong, if anything did
    public Optional<String> warmUp(Duration timeLimit, Instant now) {
        UpdateItemRequest count = new CounterUpdate(table, CounterItem.partitionKey("warm-up")).countIfRoom(
                List.of(new Limit(Period.MINUTE, 1, Limit.Type.FIXED)), 1, CounterItem.NONE, now);
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
            return Optional.of("the table " + table + " could not be asked: " + e.getClass().getSimpleName());
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
            client.updateItem(request);
        } catch (ConditionalCheckFailedException _) {
            // As it was meant to be.
        }
        return true;
    }
}
