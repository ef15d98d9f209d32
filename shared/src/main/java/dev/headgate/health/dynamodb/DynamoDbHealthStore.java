package dev.headgate.health.dynamodb;

import dev.headgate.health.Findings;
import dev.headgate.health.HealthStore;
import dev.headgate.health.HealthStoreUnavailableException;
import dev.headgate.health.Probed;
import dev.headgate.health.Status;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

/// Health in a DynamoDB table, for all environments of a Region: an item for each upstream, read whole, eventually
/// consistent, and written an attribute at a time. Only changes are written, so that a table costs next to nothing while
/// all is well. Safe for use by many threads.
public final class DynamoDbHealthStore implements HealthStore {
    /// An expression has room for more names (4 KB).
    private static final int FORGOTTEN_MAX = 20;
    private static final int KEPT_MAX = 100;

    private final DynamoDbClient client;
    private final String table;
    private final InstantSource clock;
    private final Map<String, List<String>> forgettable = new ConcurrentHashMap<>();

    /// @param client stays the caller's to close; its time limit is how long a thread beside the requests may be kept
    /// @param table the name of a table with the key that [HealthTable] describes
    /// @param clock for what may be forgotten
    public DynamoDbHealthStore(DynamoDbClient client, String table, InstantSource clock) {
        this.client = client;
        this.table = table;
        this.clock = clock;
    }

    @Override
    public Findings read(String upstream) {
        return asked(() -> {
            Findings findings = HealthItem.findings(
                    client.getItem(get -> get.tableName(table).key(HealthItem.key(upstream))).item());
            forgettable.put(upstream, HealthItem.forgettable(findings, clock.instant()));
            return findings;
        });
    }

    @Override
    public void tell(String upstream, String address, Status found) {
        Change change = new Change(upstream);
        change.set(HealthItem.statusAttribute(address), HealthItem.attribute(found));
        change.values.put(":changedAt", HealthItem.number(found.changedAt().toEpochMilli()));
        change.names.put("#changedAt", HealthItem.CHANGED_AT);
        change.condition = "attribute_not_exists(#n0) OR #n0.#changedAt < :changedAt";
        asked(change::made);
    }

    @Override
    public boolean replace(String upstream, String address, Status seen, Status next) {
        Change change = new Change(upstream);
        change.set(HealthItem.statusAttribute(address), HealthItem.attribute(next));
        change.values.put(":seen", HealthItem.attribute(seen));
        change.condition = "#n0 = :seen";
        return asked(change::made);
    }

    @Override
    public void keep(String upstream, Map<String, Probed> probed) {
        List<Map.Entry<String, Probed>> all = List.copyOf(probed.entrySet());
        for (int from = 0; from < all.size(); from += KEPT_MAX) {
            Change change = new Change(upstream);
            all.subList(from, Math.min(from + KEPT_MAX, all.size())).forEach(entry -> change
                    .set(HealthItem.probedAttribute(entry.getKey()), HealthItem.attribute(entry.getValue())));
            asked(change::made);
        }
    }

    private <T> T asked(Supplier<T> call) {
        try {
            return call.get();
        } catch (SdkException e) {
            throw new HealthStoreUnavailableException(
                    "the table " + table + " could not be asked: " + e.getClass().getSimpleName(), e);
        }
    }

    /// A change of one item, which also forgets what nobody needs any more.
    private final class Change {
        private final String upstream;
        private final List<String> assignments = new ArrayList<>();
        private final Map<String, String> names = new HashMap<>();
        private final Map<String, AttributeValue> values = new HashMap<>();
        private String condition = "";

        Change(String upstream) {
            this.upstream = upstream;
            this.names.put("#expiresAt", HealthItem.EXPIRES_AT);
            this.values.put(":expiresAt", HealthItem.expiry(clock.instant()));
            this.assignments.add("#expiresAt = :expiresAt");
        }

        void set(String attribute, AttributeValue value) {
            String number = Integer.toString(assignments.size() - 1);
            names.put("#n" + number, attribute);
            values.put(":v" + number, value);
            assignments.add("#n" + number + " = :v" + number);
        }

        /// Whether its condition held.
        boolean made() {
            List<String> removed = new ArrayList<>();
            for (String attribute : forgettable.getOrDefault(upstream, List.of())) {
                if (removed.size() < FORGOTTEN_MAX && !names.containsValue(attribute)) {
                    names.put("#r" + removed.size(), attribute);
                    removed.add("#r" + removed.size());
                }
            }
            UpdateItemRequest.Builder request = UpdateItemRequest.builder().tableName(table)
                    .key(HealthItem.key(upstream)).expressionAttributeNames(names).expressionAttributeValues(values)
                    .updateExpression("SET " + String.join(", ", assignments)
                            + (removed.isEmpty() ? "" : " REMOVE " + String.join(", ", removed)));
            try {
                client.updateItem(
                        condition.isEmpty() ? request.build() : request.conditionExpression(condition).build());
                forgettable.remove(upstream);
                return true;
            } catch (ConditionalCheckFailedException _) {
                return false;
            }
        }
    }
}
