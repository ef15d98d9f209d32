package dev.headgate.cache.dynamodb;

import java.time.Duration;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClientBuilder;

/// Makes clients that are fit for a cache: a call that takes longer than its time limit is given up, since by then the
/// backend could have answered.
public final class CacheClient {
    /// What a call may take unless said otherwise: enough for the largest item.
    public static final Duration DEFAULT_TIME_LIMIT = Duration.ofMillis(200);

    private CacheClient() {}

    /// A client of the builder's Region, credentials and endpoint.
    ///
    /// @param builder with Region, credentials and endpoint set as needed
    /// @param timeLimit of a call, connecting included; more than zero
    public static DynamoDbClient of(DynamoDbClientBuilder builder, Duration timeLimit) {
        return builder
                .httpClientBuilder(
                        UrlConnectionHttpClient.builder().connectionTimeout(timeLimit).socketTimeout(timeLimit))
                .overrideConfiguration(builder.overrideConfiguration().toBuilder()
                        .retryStrategy(AwsRetryStrategy.doNotRetry()).apiCallTimeout(timeLimit).build())
                .build();
    }
}
