package dev.headgate.dynamodbemulator.table;

import dev.headgate.dynamodbemulator.value.Item;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/// One table's items and indexes. Reads need no lock; whoever changes items, or must read several as of one moment,
/// goes through [Database#atomically].
public final class Table implements Comparable<Table> {
    private final TableDefinition definition;
    private final ItemIndex items;
    private final Map<String, ItemIndex> indexes = new LinkedHashMap<>();
    private final ReentrantLock lock = new ReentrantLock();
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

    public int itemCount() {
        return items.count();
    }

    public long sizeBytes() {
        return items.sizeBytes();
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

    void apply(Change change) {
        items.replace(change.before(), change.after());
        indexes.values().forEach(index -> index.replace(change.before(), change.after()));
    }

    /// By name, the order in which several tables are locked.
    @Override
    public int compareTo(Table other) {
        return name().compareTo(other.name());
    }
}
