package dev.headgate.ratelimit.dynamodb;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;

/// Calls to the table about a key's item. What the table tells is remembered with the key.
///
/// @param table the table's name
record CounterCalls(DynamoDbClient client, String table) {
    /// So many ended windows an item holds before they are removed by a call of their own. With at most 30 windows that
    /// are not over the item stays within the kilobyte that one write unit pays for.
    static final int FORGETTABLE_MAX = 32;

    /// Counts.
    ///
    /// @throws ConditionalCheckFailedException where the condition did not hold and nothing was changed; what the item
    ///         says instead is remembered
    CounterItem count(KnownKey key, CounterUpdate.Addition addition, CounterItem known, Instant now) {
        CounterUpdate update = updateOf(key);
        try {
            CounterItem item = CounterItem.of(client.updateItem(update.count(addition, known, now)).attributes());
            key.sees(item);
            tidy(key, update, item, now);
            return item;
        } catch (ConditionalCheckFailedException e) {
            key.sees(actual(e));
            throw e;
        }
    }

    /// What the item said when a condition failed. What is remembered with the key may be older: another thread's answer
    /// that came in between.
    static CounterItem actual(ConditionalCheckFailedException failed) {
        return CounterItem.of(failed.hasItem() ? failed.item() : Map.of());
    }

    /// Asks the table whatever is known: counts may have been taken back since.
    CounterItem look(KnownKey key) {
        return look(key, true);
    }

    /// The same at half the price, and it may be how the item was a moment ago.
    CounterItem lookRoughly(KnownKey key) {
        return look(key, false);
    }

    private CounterItem look(KnownKey key, boolean isConsistent) {
        CounterItem item = CounterItem.of(client.getItem(updateOf(key).look(isConsistent)).item());
        key.sees(item);
        return item;
    }

    /// An environment removes ended windows with its next call for the same key. Where many environments share few
    /// requests for a key that next call may be long in coming, so that windows pile up; then they are removed here.
    private void tidy(KnownKey key, CounterUpdate update, CounterItem item, Instant now) {
        List<String> over = item.forgettable(now);
        if (over.size() <= FORGETTABLE_MAX) {
            return;
        }
        try {
            key.sees(CounterItem.of(client.updateItem(update.tidy(over)).attributes()));
        } catch (SdkException _) {
            // The request has been counted; whoever comes next tidies up.
        }
    }

    private CounterUpdate updateOf(KnownKey key) {
        return new CounterUpdate(table, key.partitionKey());
    }
}
