package dev.headgate.tables;

import dev.headgate.identity.keys.KeyTable;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClientBuilder;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// Finds out whether a table can be read, by one small read of an item that is not there.
///
/// @param client made by [#client], so that it neither repeats calls nor waits long; stays the caller's to close
/// @param name the table's
public record ReadableTable(DynamoDbClient client, String name) {
    /// No item has it. The partition key is called alike in all tables.
    private static final Map<String, AttributeValue> NOTHING = Map.of(KeyTable.PARTITION_KEY,
            AttributeValue.fromS("ready"));

    /// A client of the builder's Region, credentials and endpoint whose calls end within their time.
    ///
    /// @param timeLimit of a call, connecting included; more than zero
    public static DynamoDbClient client(DynamoDbClientBuilder builder, Duration timeLimit) {
        return builder
                .httpClientBuilder(
                        UrlConnectionHttpClient.builder().connectionTimeout(timeLimit).socketTimeout(timeLimit))
                .overrideConfiguration(builder.overrideConfiguration().toBuilder()
                        .retryStrategy(AwsRetryStrategy.doNotRetry()).apiCallTimeout(timeLimit).build())
                .build();
    }

    /// Why it cannot be read, with its name; absent where it can.
    public Optional<String> problem() {
        try {
            client.getItem(get -> get.tableName(name).key(NOTHING));
            return Optional.empty();
        } catch (SdkException e) {
            return Optional.of("the table " + name + " cannot be read: " + cause(e));
        }
    }

    /// DynamoDB's own name of an error, since not each has a class.
    private static String cause(SdkException failure) {
        Optional<String> code = failure instanceof AwsServiceException service
                ? Optional.ofNullable(service.awsErrorDetails()).map(AwsErrorDetails::errorCode)
                : Optional.empty();
        return code.orElseGet(() -> failure.getClass().getSimpleName());
    }
}
