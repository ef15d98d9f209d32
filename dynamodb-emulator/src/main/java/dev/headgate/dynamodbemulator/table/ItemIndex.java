package dev.headgate.dynamodbemulator.table;

import dev.headgate.dynamodbemulator.value.AttributeValue;
import dev.headgate.dynamodbemulator.value.Item;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentNavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.UnaryOperator;

/// The items of a table or of a secondary index in the order of their positions. Any number of threads may read while
/// one, holding the table's lock, changes it; a reader under way may or may not see that change.
public final class ItemIndex {
    private final KeySchema key;
    private final Optional<KeySchema> tableKey;
    private final UnaryOperator<Item> projection;
    private final ConcurrentNavigableMap<Position, Item> items = new ConcurrentSkipListMap<>();

    private ItemIndex(KeySchema key, Optional<KeySchema> tableKey, UnaryOperator<Item> projection) {
        this.key = key;
        this.tableKey = tableKey;
        this.projection = projection;
    }

    static ItemIndex ofTable(KeySchema key) {
        return new ItemIndex(key, Optional.empty(), UnaryOperator.identity());
    }

    static ItemIndex secondary(IndexDefinition index, KeySchema tableKey) {
        return new ItemIndex(index.key(), Optional.of(tableKey), new IndexProjection(index, tableKey));
    }

    public KeySchema key() {
        return key;
    }

    /// What an index holds of an item, and where.
    public record Entry(Position position, Item item) {}

    /// The entry an item has here; empty where it lacks an attribute of the index's key.
    public Optional<Entry> entry(Item item) {
        return position(item).map(position -> new Entry(position, projection.apply(item)));
    }

    /// Where an item, or a key that has all attributes of this index's and the table's key, stands.
    public Optional<Position> position(Item item) {
        List<AttributeValue> behind = tableKey.stream().flatMap(schema -> schema.attributes().stream())
                .flatMap(attribute -> item.get(attribute.name()).stream()).toList();
        return Position.of(item, key, behind);
    }

    void replace(Optional<Item> before, Optional<Item> after) {
        Optional<Entry> entry = after.flatMap(this::entry);
        before.flatMap(this::position).filter(old -> entry.isEmpty() || !entry.get().position().equals(old))
                .ifPresent(items::remove);
        entry.ifPresent(present -> items.put(present.position(), present.item()));
    }

    Optional<Item> get(Position position) {
        return Optional.ofNullable(items.get(position));
    }

    public int count() {
        return items.size();
    }

    /// The sum of the sizes of all items, as held here.
    public long sizeBytes() {
        return items.values().stream().mapToLong(Item::sizeBytes).sum();
    }

    /// All items with their positions.
    ConcurrentNavigableMap<Position, Item> all() {
        return items;
    }

    /// The items from a bound to another, which are no positions of items, or all between.
    ///
    /// @param low inclusive; empty for the first
    /// @param high exclusive; empty for behind the last
    public ConcurrentNavigableMap<Position, Item> range(Optional<Position> low, Optional<Position> high) {
        ConcurrentNavigableMap<Position, Item> range = items;
        if (low.isPresent()) {
            range = range.tailMap(low.get(), true);
        }
        return high.isPresent() ? range.headMap(high.get(), false) : range;
    }
}
