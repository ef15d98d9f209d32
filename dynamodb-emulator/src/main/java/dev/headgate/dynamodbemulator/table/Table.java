package dev.headgate.dynamodbemulator.table;

import dev.headgate.dynamodbemulator.value.Item;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;

/// One table's items and indexes. Reads need no lock; whoever changes items, or must read several as of one moment,
/// goes through [Database#atomically].
public final class Table implements Comparable<Table> {
    private final TableDefinition definition;
    private final ItemIndex items;
    private final Map<String, ItemIndex> indexes = new LinkedHashMap<>();
    private final ReentrantLock lock = new ReentrantLock();
    private Optional<TimeToLive> timeToLive = Optional.empty();
    private boolean dropped;

    Table(TableDefinition definition) {
        this.definition = definition;
        this.items = ItemIndex.ofTable(definition.key());
        definition.indexes()
                .forEach(index -> indexes.put(index.name(), ItemIndex.secondary(index, definition.key())));
    }

    public TableDefinition definition() {
        return definition;
    }

    public String name() {
        return definition.name();
    }

    public KeySchema key() {
        return definition.key();
    }

    /// The items themselves, in the order of the table's key.
    public ItemIndex items() {
        return items;
    }

    /// A secondary index by name; it exists when the definition names it.
    public ItemIndex index(String indexName) {
        return indexes.get(indexName);
    }

    public Optional<Item> get(Position position) {
        return items.get(position);
    }

    /// The attribute items expire by; empty where they do not expire. To be called under the table's lock.
    public Optional<String> timeToLiveAttribute() {
        return timeToLive.map(TimeToLive::attribute);
    }

    ReentrantLock lock() {
        return lock;
    }

    boolean isDropped() {
        return dropped;
    }

    void drop() {
        dropped = true;
    }

    void setTimeToLive(Optional<String> attribute) {
        timeToLive = attribute.map(TimeToLive::new);
        timeToLive.ifPresent(expiry -> items.all()
                .forEach((position, item) -> expiry.replace(position, Optional.empty(), Optional.of(item))));
    }

    /// The deletions of expired items, but for those at some positions.
    List<Change> expired(Instant now, Set<Position> spared) {
        return timeToLive.stream().flatMap(expiry -> expiry.expiredBy(now).stream())
                .filter(position -> !spared.contains(position))
                .map(position -> new Change(this, position, get(position), Optional.empty())).toList();
    }

    void apply(Change change) {
        items.replace(change.before(), change.after());
        indexes.values().forEach(index -> index.replace(change.before(), change.after()));
        timeToLive.ifPresent(expiry -> expiry.replace(change.position(), change.before(), change.after()));
    }

    /// By name, the order in which several tables are locked.
    @Override
    public int compareTo(Table other) {
        return name().compareTo(other.name());
    }
}
