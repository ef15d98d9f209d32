package dev.headgate.dynamodbemulator;

import dev.headgate.dynamodbemulator.fault.Faults;
import dev.headgate.dynamodbemulator.operation.Operations;
import dev.headgate.dynamodbemulator.table.Database;
import dev.headgate.dynamodbemulator.wire.HttpFront;
import java.io.IOException;
import java.net.URI;
import java.time.InstantSource;

/// A DynamoDB endpoint inside this process, on a port of 127.0.0.1, for unmodified AWS SDK clients: any region, any
/// credentials. It is our reading of AWS's documents and not Amazon's engine; what it does not support it refuses by
/// name. Several may run in one process. Thread-safe.
public final class EmbeddedDynamoDb implements AutoCloseable {
    private final HttpFront front;
    private final Faults faults;

    private EmbeddedDynamoDb(HttpFront front, Faults faults) {
        this.front = front;
        this.faults = faults;
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
        Faults faults = new Faults();
        Operations operations = new Operations(new Database(clock), clock);
        return new EmbeddedDynamoDb(HttpFront.start(port, operations, faults), faults);
    }

    /// What to give clients as `endpointOverride`.
    public URI endpoint() {
        return front.endpoint();
    }

    /// Lets requests go wrong on purpose.
    public Faults faults() {
        return faults;
    }

    /// Releases the port and all threads. What was held in memory is gone.
    @Override
    public void close() {
        front.close();
    }
}
