package dev.headgate.dynamodbemulator;

import dev.headgate.dynamodbemulator.fault.Faults;
import dev.headgate.dynamodbemulator.journal.JournalFile;
import dev.headgate.dynamodbemulator.operation.Operations;
import dev.headgate.dynamodbemulator.table.Database;
import dev.headgate.dynamodbemulator.table.Journal;
import dev.headgate.dynamodbemulator.wire.HttpFront;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;

/// A DynamoDB endpoint inside this process, on a port of 127.0.0.1, for unmodified AWS SDK clients: any region, any
/// credentials. It is our reading of AWS's documents and not Amazon's engine; what it does not support it refuses by
/// name. Several may run in one process. Thread-safe.
public final class EmbeddedDynamoDb implements AutoCloseable {
    private final HttpFront front;
    private final Faults faults;
    private final Database database;
    private final Optional<JournalFile> journal;

    private EmbeddedDynamoDb(HttpFront front, Faults faults, Database database, Optional<JournalFile> journal) {
        this.front = front;
        this.faults = faults;
        this.database = database;
        this.journal = journal;
    }

    /// Starts an endpoint whose tables live in memory.
    ///
    /// @param port 0 for any that is free
    /// @throws IOException where the port cannot be had
    public static EmbeddedDynamoDb start(int port) throws IOException {
        return start(port, InstantSource.system());
    }

    /// The same with a clock of the caller's, by which items expire and tables are dated. Expired items go with the next
    /// write to their table or scan of it.
    public static EmbeddedDynamoDb start(int port, InstantSource clock) throws IOException {
        return start(port, clock, new Database(clock, Journal.NONE), Optional.empty());
    }

    /// Starts an endpoint whose tables live in the files of a directory, and finds there what an earlier one left. The
    /// process may be killed at any time: what was answered is kept.
    ///
    /// @param directory made where it does not exist; for one endpoint at a time
    /// @throws IOException where the port cannot be had, or the directory is in use, or its files are damaged
    public static EmbeddedDynamoDb start(int port, Path directory) throws IOException {
        return start(port, directory, InstantSource.system());
    }

    /// The same with a clock of the caller's.
    public static EmbeddedDynamoDb start(int port, Path directory, InstantSource clock) throws IOException {
        JournalFile.Opened opened = JournalFile.open(directory, journal -> new Database(clock, journal));
        try {
            return start(port, clock, opened.database(), Optional.of(opened.journal()));
        } catch (IOException | RuntimeException e) {
            opened.journal().close();
            throw e;
        }
    }

    private static EmbeddedDynamoDb start(int port, InstantSource clock, Database database,
            Optional<JournalFile> journal) throws IOException {
        Operations operations = new Operations(database, clock);
        Faults faults = new Faults(operations.names());
        HttpFront front = HttpFront.start(port, operations, faults);
        return new EmbeddedDynamoDb(front, faults, database, journal);
    }

    /// What to give clients as `endpointOverride`.
    public URI endpoint() {
        return front.endpoint();
    }

    /// Lets requests go wrong on purpose.
    public Faults faults() {
        return faults;
    }

    /// Releases the port, all threads and all files; requests still hanging are ended. Tables in memory are gone, those
    /// in a directory are there for the next start. Closing twice is allowed.
    ///
    /// @throws UncheckedIOException where the files could not be closed
    @Override
    public void close() {
        front.close();
        if (journal.isPresent()) {
            try (JournalFile open = journal.get()) {
                if (open.isOpen()) {
                    database.compact();
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
