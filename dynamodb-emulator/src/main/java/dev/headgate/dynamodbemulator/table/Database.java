package dev.headgate.dynamodbemulator.table;

import dev.headgate.dynamodbemulator.error.ApiException;
import dev.headgate.dynamodbemulator.error.ErrorType;
import dev.headgate.dynamodbemulator.value.AttributeValue;
import dev.headgate.dynamodbemulator.value.Item;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The tables of one endpoint. Every change goes to the journal first. Thread-safe.
public final class Database {
    private final NavigableMap<String, Table> tables = new ConcurrentSkipListMap<>();
    private final InstantSource clock;
    private final Journal journal;
    // Changes are made under the reading lock, side by side; the writing one stops them all.
    private final ReadWriteLock changing = new ReentrantReadWriteLock();

    /// @param clock by which items expire
    public Database(InstantSource clock, Journal journal) {
        this.clock = clock;
        this.journal = journal;
    }

    /// The table of that name.
    ///
    /// @throws ApiException ResourceNotFoundException where there is none
    public Table table(String name) {
        Table table = tables.get(name);
        if (table == null) {
            throw notFound();
        }
        return table;
    }

    private static ApiException notFound() {
        return new ApiException(ErrorType.RESOURCE_NOT_FOUND, "Requested resource not found");
    }

    /// The names of all tables behind a name, in alphabetical order.
    public Collection<String> namesAfter(String name) {
        return tables.tailMap(name, false).keySet();
    }

    /// Creates a table.
    ///
    /// @throws ApiException ResourceInUseException where the name is taken
    public Table create(TableDefinition definition) {
        Table table = new Table(definition);
        return atomically(List.of(table), () -> {
            // Locked, so nobody writes to it before the journal knows it.
            if (tables.putIfAbsent(definition.name(), table) != null) {
                throw inUse(definition);
            }
            try {
                journal.append(new Journal.Created(definition));
            } catch (RuntimeException e) {
                table.drop();
                tables.remove(definition.name());
                throw e;
            }
            return table;
        });
    }

    private static ApiException inUse(TableDefinition definition) {
        return new ApiException(ErrorType.RESOURCE_IN_USE, "Table already exists: " + definition.name());
    }

    /// Deletes a table with all its items; requests waiting for it find it gone.
    public void drop(Table table) {
        atomically(List.of(table), () -> {
            journal.append(new Journal.Dropped(table.name()));
            table.drop();
            return tables.remove(table.name());
        });
    }

    /// Runs an action while nobody else changes the tables. Tables are locked in the order of their names, so that two
    /// such actions never wait for each other.
    ///
    /// @throws ApiException ResourceNotFoundException where one of the tables has been deleted meanwhile
    public <T> T atomically(Collection<Table> involved, Supplier<T> action) {
        TreeSet<Table> ordered = new TreeSet<>(involved);
        changing.readLock().lock();
        ordered.forEach(table -> table.lock().lock());
        try {
            if (ordered.stream().anyMatch(Table::isDropped)) {
                throw notFound();
            }
            return action.get();
        } finally {
            ordered.descendingSet().forEach(table -> table.lock().unlock());
            changing.readLock().unlock();
        }
    }

    /// Makes changes real, all or none, and with them deletes what has expired in the same tables, except the items just
    /// written: DynamoDB never deletes an item the moment it expires, so neither may a test rely on it here. To be called
    /// inside [#atomically] with all the changes' tables.
    public void commit(List<Change> changes) {
        List<Change> effective = new ArrayList<>(changes);
        effective.removeIf(change -> change.before().equals(change.after()));
        changes.stream().map(Change::table).distinct()
                .forEach(table -> effective.addAll(table.expired(clock.instant(), positions(changes, table))));
        apply(effective);
    }

    private static Set<Position> positions(List<Change> changes, Table table) {
        return changes.stream().filter(change -> change.table() == table).map(Change::position)
                .collect(Collectors.toSet());
    }

    /// Deletes what has expired in a table.
    public void sweep(Table table) {
        atomically(List.of(table), () -> {
            List<Change> expired = table.expired(clock.instant(), Set.of());
            apply(expired);
            return expired;
        });
    }

    private void apply(List<Change> changes) {
        if (!changes.isEmpty()) {
            journal.append(new Journal.Written(changes.stream().map(Database::state).toList()));
            changes.forEach(change -> change.table().apply(change));
        }
    }

    private static Journal.ItemState state(Change change) {
        String name = change.table().name();
        if (change.after().isPresent()) {
            return new Journal.Stored(name, change.after().get());
        }
        Item deleted = change.before().orElseThrow();
        Map<String, AttributeValue> key = new LinkedHashMap<>();
        change.table().key().attributes().forEach(
                attribute -> key.put(attribute.name(), deleted.get(attribute.name()).orElseThrow()));
        return new Journal.Deleted(name, new Item(key));
    }

    /// Lets a table's items expire by an attribute, or no longer. To be called inside [#atomically].
    public void setTimeToLive(Table table, Optional<String> attribute) {
        journal.append(new Journal.TimeToLiveSet(table.name(), attribute));
        table.setTimeToLive(attribute);
    }

    /// Lets an entry of the journal happen again, without writing it down again. To be called before anything else is.
    ///
    /// @throws ApiException where the entry does not fit those before it
    public void replay(Journal.Entry entry) {
        switch (entry) {
            case Journal.Created(TableDefinition definition) -> tables.put(definition.name(), new Table(definition));
            case Journal.Dropped(String name) -> tables.remove(name);
            case Journal.TimeToLiveSet(String name, Optional<String> attribute) -> table(name).setTimeToLive(attribute);
            case Journal.Written(List<Journal.ItemState> items) -> items.forEach(this::replay);
        }
    }

    private void replay(Journal.ItemState state) {
        Table table = table(state.table());
        switch (state) {
            case Journal.Stored(String _, Item item) -> replay(table, item, Optional.of(item));
            case Journal.Deleted(String _, Item key) -> replay(table, key, Optional.empty());
        }
    }

    private static void replay(Table table, Item key, Optional<Item> after) {
        Position position = table.items().position(key)
                .orElseThrow(() -> ApiException.validation("no key of table " + table.name()));
        table.apply(new Change(table, position, table.get(position), after));
    }

    /// Restarts the journal from the present state, where it has grown much beyond it.
    public void compactIfGrown() {
        if (journal.isGrown()) {
            compact();
        }
    }

    /// Restarts the journal from the present state; changes wait meanwhile.
    public void compact() {
        changing.writeLock().lock();
        try {
            journal.restart(tables.values().stream().flatMap(Database::state));
        } finally {
            changing.writeLock().unlock();
        }
    }

    private static Stream<Journal.Entry> state(Table table) {
        Stream<Journal.Entry> expiry = table.timeToLiveAttribute().stream()
                .map(attribute -> new Journal.TimeToLiveSet(table.name(), Optional.of(attribute)));
        Stream<Journal.Entry> items = table.items().all().values().stream()
                .map(item -> new Journal.Written(List.of(new Journal.Stored(table.name(), item))));
        return Stream.concat(Stream.of(new Journal.Created(table.definition())), Stream.concat(expiry, items));
    }
}
