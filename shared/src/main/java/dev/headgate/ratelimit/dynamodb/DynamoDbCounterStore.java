package dev.headgate.ratelimit.dynamodb;

import dev.headgate.ratelimit.CalendarWindow;
import dev.headgate.ratelimit.CounterStore;
import dev.headgate.ratelimit.CounterStoreUnavailableException;
import dev.headgate.ratelimit.Limit;
import dev.headgate.ratelimit.Usage;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;

/// Counters in a DynamoDB table: exact over any number of environments, at one `UpdateItem` a request whatever the number
/// of windows. The update is conditional on every window having room, so that a refused request changes nothing.
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
    public Usage count(String key, List<Limit> limits, Instant now) {
        String partitionKey = CounterItem.partitionKey(key);
        CounterItem known = seen.get(partitionKey);
        if (known.isFull(limits, now)) {
            return usage(false, limits, known, now);
        }
        CounterUpdate update = new CounterUpdate(table, partitionKey);
        try {
            return count(update, limits, known, now);
        } catch (SdkException e) {
            throw new CounterStoreUnavailableException(
                    "the table " + table + " could not count: " + e.getClass().getSimpleName(), e);
        }
    }

    private Usage count(CounterUpdate update, List<Limit> limits, CounterItem known, Instant now) {
        try {
            CounterItem item = update(update, limits, known, now);
            tidy(update, item, now);
            return usage(true, limits, item, now);
        } catch (ConditionalCheckFailedException e) {
            CounterItem actual = CounterItem.of(e.hasItem() ? e.item() : Map.of());
            seen.put(update.partitionKey(), actual);
            if (actual.isFull(limits, now)) {
                return usage(false, limits, actual, now);
            }
            if (actual.expiresAt() <= known.expiresAt()) {
                throw e;
            }
            // Others count longer windows under this key: its time to live is later than ours and stays.
            return count(update, limits, actual, now);
        }
    }

    private CounterItem update(CounterUpdate update, List<Limit> limits, CounterItem known, Instant now) {
        Map<String, AttributeValue> attributes = client.updateItem(update.count(limits, known, now)).attributes();
        CounterItem item = CounterItem.of(attributes);
        seen.put(update.partitionKey(), item);
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
        return new Usage(admitted, limits.stream().map(limit -> {
            CalendarWindow window = CalendarWindow.of(limit.period(), now);
            return new Usage.Window(limit, item.used(window), window.end());
        }).toList());
    }

    /// Makes the first call before requests come, which takes longer than requests may wait: classes are loaded and a
    /// connection is made. Fails silently; the first request will tell.
    public void warmUp() {
        try {
            client.getItem(request -> request.tableName(table)
                    .key(Map.of(CounterItem.KEY, AttributeValue.fromS("warm-up")))
                    .overrideConfiguration(CountingClient.PATIENT));
        } catch (SdkException _) {
            // Whatever is wrong, a request will meet it too, and there is somebody to tell then.
        }
    }
}
