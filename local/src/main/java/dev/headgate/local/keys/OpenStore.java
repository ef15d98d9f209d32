package dev.headgate.local.keys;

import dev.headgate.dynamodbemulator.EmbeddedDynamoDb;
import dev.headgate.identity.keys.KeyImport;
import dev.headgate.identity.keys.KeyStore;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/// The store that a command works on, and what has to be closed afterwards.
///
/// @param client for the store
/// @param table of keys
/// @param embedded the store itself, where it was opened for this command
record OpenStore(DynamoDbClient client, String table, Optional<EmbeddedDynamoDb> embedded) implements AutoCloseable {
    KeyStore keys() {
        return new KeyStore(client, table, InstantSource.system(), new SecureRandom());
    }

    KeyImport importing() {
        return new KeyImport(client, table, Thread::sleep, new SecureRandom());
    }

    @Override
    public void close() {
        client.close();
        embedded.ifPresent(EmbeddedDynamoDb::close);
    }
}
