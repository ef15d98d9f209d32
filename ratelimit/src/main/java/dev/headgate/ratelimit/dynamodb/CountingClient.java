package dev.headgate.ratelimit.dynamodb;

import java.time.Duration;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClientBuilder;

/// Makes clients that are fit for counting: every call is sent once, and takes no longer than its time limit.
public final class CountingClient {
    /// What a call may take unless said otherwise. DynamoDB answers within 10 ms nearly always; a new TLS connection takes
    /// some more.
    public static final Duration DEFAULT_TIME_LIMIT = Duration.ofMillis(50);

    private CountingClient() {}

    /// A client of the builder's Region, credentials and endpoint.
    ///
    /// @param builder with Region, credentials and endpoint set as needed
    /// @param timeLimit of a call, connecting included; more than zero
    public static DynamoDbClient of(DynamoDbClientBuilder builder, Duration timeLimit) {
        return builder.httpClientBuilder(new SendOnceHttpClient.Builder(timeLimit))
                .overrideConfiguration(builder.overrideConfiguration().toBuilder()
                        .retryStrategy(AwsRetryStrategy.doNotRetry()).apiCallTimeout(timeLimit).build())
                .build();
    }
}
