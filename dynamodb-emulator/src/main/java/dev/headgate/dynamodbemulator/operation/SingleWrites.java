package dev.headgate.dynamodbemulator.operation;

import dev.headgate.dynamodbemulator.table.Change;
import dev.headgate.dynamodbemulator.table.Database;
import java.util.List;

/// Carries out the writes that stand for themselves. Thread-safe.
final class SingleWrites {
    private final Database database;

    SingleWrites(Database database) {
        this.database = database;
    }

    /// Decides and commits a write in one step that no other write can come between.
    Change run(ItemWrite write) {
        return database.atomically(List.of(write.table()), () -> {
            Change change = write.decide();
            database.commit(List.of(change));
            return change;
        });
    }
}
