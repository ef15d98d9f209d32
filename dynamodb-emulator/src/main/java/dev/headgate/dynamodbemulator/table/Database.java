package dev.headgate.dynamodbemulator.table;

import dev.headgate.dynamodbemulator.error.ApiException;
import dev.headgate.dynamodbemulator.error.ErrorType;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/// The tables of one endpoint. Thread-safe.
public final class Database {
    private final NavigableMap<String, Table> tables = new ConcurrentSkipListMap<>();
    private final InstantSource clock;

    /// @param clock by which items expire
    public Database(InstantSource clock) {
        this.clock = clock;
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
        if (tables.putIfAbsent(definition.name(), table) != null) {
            throw new ApiException(ErrorType.RESOURCE_IN_USE, "Table already exists: " + definition.name());
        }
        return table;
    }

    /// Deletes a table with all its items; requests waiting for it find it gone.
    public void drop(Table table) {
        atomically(List.of(table), () -> {
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
        ordered.forEach(table -> table.lock().lock());
        try {
            if (ordered.stream().anyMatch(Table::isDropped)) {
                throw notFound();
            }
            return action.get();
        } finally {
            ordered.descendingSet().forEach(table -> table.lock().unlock());
        }
    }

    /// Makes changes real, all or none, and with them deletes what has expired in the same tables, except the items just
    /// written: DynamoDB never deletes an item the moment it expires, so neither may a test rely on it here. To be called
    /// inside [#atomically] with all the changes' tables.
    public void commit(List<Change> changes) {
        List<Change> effective = new ArrayList<>(changes);
        effective.removeIf(change -> change.before().equals(change.after()));
        changes.stream().map(Change::table).distinct().forEach(table -> effective
                .addAll(table.expired(clock.instant(), positions(changes, table))));
        effective.forEach(change -> change.table().apply(change));
    }

    private static Set<Position> positions(List<Change> changes, Table table) {
        return changes.stream().filter(change -> change.table() == table).map(Change::position)
                .collect(Collectors.toSet());
    }

    /// Deletes what has expired in a table.
    public void sweep(Table table) {
        atomically(List.of(table), () -> {
            List<Change> expired = table.expired(clock.instant(), Set.of());
            expired.forEach(table::apply);
            return expired;
        });
    }

    /// Lets a table's items expire by an attribute, or no longer. To be called inside [#atomically].
    public void setTimeToLive(Table table, Optional<String> attribute) {
        table.setTimeToLive(attribute);
    }
}
