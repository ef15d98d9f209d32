package dev.headgate.identity.keys;

import dev.headgate.diagnostic.Location;
import dev.headgate.identity.StoreUnavailableException;
import dev.headgate.model.Consumer;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import software.amazon.awssdk.core.util.DefaultSdkAutoConstructMap;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;
import software.amazon.awssdk.services.dynamodb.model.ScanResponse;

/// Manages the API keys and consumers of a table: for people and their tools, not for requests. Clear keys are answered
/// once, when they are made, and never stored.
///
/// Every method throws [StoreUnavailableException] when the table cannot be asked. Safe for use by many threads.
public final class KeyStore {
    private final TableCalls calls;
    private final InstantSource clock;
    private final RandomGenerator random;

    /// A store over a table with the key and index that [KeyTable] describes.
    ///
    /// @param client stays the caller's to close
    /// @param random makes keys, so it must be unpredictable
    public KeyStore(DynamoDbClient client, String table, InstantSource clock, RandomGenerator random) {
        this.calls = new TableCalls(client, table);
        this.clock = clock;
        this.random = random;
    }

    /// Makes a key.
    public CreatedKey create(NewKey wanted) {
        String key = KeyFormat.generate(random);
        StoredKey stored = StoredKey.of(key, wanted.name(), wanted.consumer(), now(), wanted.expiresAt(),
                wanted.tags());
        put(stored);
        return new CreatedKey(key, stored);
    }

    private void put(StoredKey key) {
        calls.ask(() -> calls.client().putItem(put -> put.tableName(calls.table()).item(KeyItem.of(key))
                .conditionExpression("attribute_not_exists(" + KeyTable.PARTITION_KEY + ")")));
    }

    /// The key of an id, whatever its state.
    public Optional<StoredKey> find(String id) {
        Map<String, AttributeValue> item = calls.get(KeyTable.keyItem(id), true);
        return item.isEmpty() ? Optional.empty() : Optional.of(KeyItem.key(item));
    }

    /// The keys of a consumer, the oldest first, whatever their state. Pages are read as the stream is; a key that was
    /// made within the last second may be missing.
    public Stream<StoredKey> ofConsumer(String username) {
        Map<String, AttributeValue> values = Map.of(":consumer",
                AttributeValue.fromS(StoredKey.consumerId(username)));
        return pages(from -> {
            QueryResponse page = calls.ask(() -> calls.client().query(query -> query.tableName(calls.table())
                    .indexName(KeyTable.BY_CONSUMER).keyConditionExpression(KeyTable.CONSUMER_ID + " = :consumer")
                    .expressionAttributeValues(values).exclusiveStartKey(orNone(from))));
            return new Page(page.items(), page.lastEvaluatedKey());
        });
    }

    /// All keys, in no order, whatever their state. Pages are read as the stream is.
    public Stream<StoredKey> all() {
        Map<String, AttributeValue> values = Map.of(":keys", AttributeValue.fromS(KeyTable.KEYS));
        return pages(from -> {
            ScanResponse page = calls.ask(() -> calls.client().scan(scan -> scan.tableName(calls.table())
                    .filterExpression("begins_with(" + KeyTable.PARTITION_KEY + ", :keys)")
                    .expressionAttributeValues(values).exclusiveStartKey(orNone(from))));
            return new Page(page.items(), page.lastEvaluatedKey());
        });
    }

    /// @param lastKey where the next page begins; empty where there is none
    private record Page(List<Map<String, AttributeValue>> items, Map<String, AttributeValue> lastKey) {}

    /// DynamoDB refuses a beginning that is there and empty.
    private static Map<String, AttributeValue> orNone(Map<String, AttributeValue> from) {
        return from.isEmpty() ? DefaultSdkAutoConstructMap.getInstance() : from;
    }

    private static Stream<StoredKey> pages(Function<Map<String, AttributeValue>, Page> read) {
        return Stream
                .iterate(Optional.of(read.apply(Map.of())), Optional::isPresent,
                        page -> page.map(Page::lastKey).filter(key -> !key.isEmpty()).map(read))
                .flatMap(page -> page.orElseThrow().items().stream()).map(KeyItem::key);
    }

    /// Makes a successor of a key and lets the old one work a while longer, though never longer than it would have.
    /// The successor lives as long as the old one was meant to.
    ///
    /// @param grace how long the old key still works; zero or more
    public Rotation rotate(String id, Duration grace) {
        Optional<StoredKey> found = find(id);
        if (found.isEmpty()) {
            return new Rotation.Unknown();
        }
        StoredKey old = found.get();
        Instant now = now();
        if (old.state(now) != StoredKey.State.ACTIVE) {
            return new Rotation.NotActive(old);
        }
        Optional<Instant> expiresAt = old.expiresAt()
                .map(end -> now.plus(Duration.between(old.createdAt(), end)));
        // The successor first: should the second step fail, the old key still works.
        CreatedKey successor = create(new NewKey(old.consumer(), old.name(), expiresAt, old.tags()));
        Instant end = old.expiresAt().filter(now.plus(grace)::isAfter).orElse(now.plus(grace));
        return update(id, "SET " + KeyItem.EXPIRES_AT + " = :end, " + KeyItem.REPLACED_BY + " = :successor, "
                + KeyTable.TIME_TO_LIVE + " = :deleteAt",
                Map.of(":end", ItemText.millis(end), ":successor", AttributeValue.fromS(successor.stored().id()),
                        ":deleteAt", ItemText.seconds(KeyItem.deleteAt(end))))
                .<Rotation>map(changed -> new Rotation.Rotated(successor, changed)).orElseGet(Rotation.Unknown::new);
    }

    /// Stops a key for good. A key that is revoked already stays revoked since then.
    ///
    /// @return the key as it is now; absent where there is none of that id
    public Optional<StoredKey> revoke(String id) {
        Instant now = now();
        return update(id, "SET " + KeyItem.REVOKED_AT + " = if_not_exists(" + KeyItem.REVOKED_AT + ", :now), "
                + KeyTable.TIME_TO_LIVE + " = if_not_exists(" + KeyTable.TIME_TO_LIVE + ", :deleteAt)",
                Map.of(":now", ItemText.millis(now), ":deleteAt", ItemText.seconds(KeyItem.deleteAt(now))));
    }

    private Optional<StoredKey> update(String id, String expression, Map<String, AttributeValue> values) {
        try {
            return Optional.of(KeyItem.key(calls.ask(() -> calls.client().updateItem(update -> update
                    .tableName(calls.table()).key(KeyTable.keyItem(id)).updateExpression(expression)
                    .conditionExpression("attribute_exists(" + KeyTable.PARTITION_KEY + ")")
                    .expressionAttributeValues(values).returnValues(ReturnValue.ALL_NEW))).attributes()));
        } catch (ConditionalCheckFailedException _) {
            return Optional.empty();
        }
    }

    /// The store keeps milliseconds.
    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
