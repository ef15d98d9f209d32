package dev.headgate.dynamodbemulator.table;

import dev.headgate.dynamodbemulator.value.Item;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Where a database writes down what happens to it, before it happens. Implementations are thread-safe.
public interface Journal {
    /// Writes nothing down: a database in memory.
    Journal NONE = new Journal() {
        @Override
        public void append(Entry entry) {}

        @Override
        public boolean isGrown() {
            return false;
        }

        @Override
        public void restart(Stream<Entry> state) {}
    };

    /// One happening, which either is in the journal as a whole or not at all.
    sealed interface Entry {}

    /// A table came into being.
    record Created(TableDefinition definition) implements Entry {}

    /// A table went with all its items.
    record Dropped(String table) implements Entry {}

    /// A table's items expire by an attribute, or no longer.
    record TimeToLiveSet(String table, Optional<String> attribute) implements Entry {}

    /// Items were stored or deleted together.
    record Written(List<ItemState> items) implements Entry {
        public Written {
            items = List.copyOf(items);
        }
    }

    /// What became of one item.
    sealed interface ItemState {
        String table();
    }

    /// The item is stored as it is here.
    record Stored(String table, Item item) implements ItemState {}

    /// The item with that key is gone.
    record Deleted(String table, Item key) implements ItemState {}

    /// Writes an entry down.
    ///
    /// @throws java.io.UncheckedIOException where that failed; then nothing of the entry is in the journal
    void append(Entry entry);

    /// Whether so much has been appended since the last restart that another one pays.
    boolean isGrown();

    /// Replaces all that was written down by the entries that lead to the present state, or leaves it as it was.
    ///
    /// @throws java.io.UncheckedIOException where that failed
    void restart(Stream<Entry> state);
}
