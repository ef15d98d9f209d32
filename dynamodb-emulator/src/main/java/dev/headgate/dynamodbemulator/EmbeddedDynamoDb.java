package dev.headgate.dynamodbemulator;

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

    private EmbeddedDynamoDb(HttpFront front) {
        this.front = front;
    }

    /// Starts an endpoint whose tables live in memory.
    ///
    /// @param port 0 for any that is free
    /// @throws IOException where the port cannot be had
    public static EmbeddedDynamoDb start(int port) throws IOException {
        return start(port, InstantSource.system());
    }

    /// The same with a clock of the caller's, by which tables are dated.
    public static EmbeddedDynamoDb start(int port, InstantSource clock) throws IOException {
        return new EmbeddedDynamoDb(HttpFront.start(port, new Operations(new Database(), clock)));
    }

    /// What to give clients as `endpointOverride`.
    public URI endpoint() {
        return front.endpoint();
    }

    /// Releases the port and all threads. What was held in memory is gone.
    @Override
    public void close() {
        front.close();
    }
}
