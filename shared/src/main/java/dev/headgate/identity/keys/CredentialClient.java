package dev.headgate.identity.keys;

import java.time.Duration;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClientBuilder;

/// Makes clients that look up credentials for requests: a read is tried twice, within a second.
public final class CredentialClient {
    private static final Duration TIME_LIMIT = Duration.ofSeconds(1);
    private static final Duration ATTEMPT_TIME_LIMIT = Duration.ofMillis(500);

    private CredentialClient() {}

    /// A client of the builder's Region, credentials and endpoint.
    public static DynamoDbClient of(DynamoDbClientBuilder builder) {
        return builder
                .httpClientBuilder(UrlConnectionHttpClient.builder().connectionTimeout(ATTEMPT_TIME_LIMIT)
                        .socketTimeout(TIME_LIMIT))
                .overrideConfiguration(builder.overrideConfiguration().toBuilder()
                        .retryStrategy(AwsRetryStrategy.standardRetryStrategy().toBuilder().maxAttempts(2).build())
                        .apiCallAttemptTimeout(ATTEMPT_TIME_LIMIT).apiCallTimeout(TIME_LIMIT).build())
                .build();
    }
}
