package dev.headgate.identity.keys;

import dev.headgate.identity.StoreUnavailableException;
import java.util.Map;
import java.util.function.Supplier;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;

/// Calls to one table, whose failures are told in the words of the package's callers.
///
/// @param client stays its maker's to close
/// @param table the table's name
record TableCalls(DynamoDbClient client, String table) {
    /// The item, or an empty one where there is none.
    ///
    /// @param consistent whether every write that has been answered must show; costs twice as much
    Map<String, AttributeValue> get(Map<String, AttributeValue> key, boolean consistent) {
        return ask(() -> client.getItem(get -> get.tableName(table).key(key).consistentRead(consistent)).item());
    }

    /// What the call answers.
    ///
    /// @throws StoreUnavailableException when it fails for any reason but a condition
    <T> T ask(Supplier<T> call) {
        try {
            return call.get();
        } catch (ConditionalCheckFailedException e) {
            throw e;
        } catch (SdkException e) {
            throw unavailable(e);
        }
    }

    StoreUnavailableException unavailable(SdkException cause) {
        return new StoreUnavailableException(
                "the table " + table + " could not be asked: " + cause.getClass().getSimpleName(), cause);
    }
}
