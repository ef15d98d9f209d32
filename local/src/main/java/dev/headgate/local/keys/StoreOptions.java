package dev.headgate.local.keys;

import dev.headgate.dynamodbemulator.EmbeddedDynamoDb;
import dev.headgate.identity.StoreUnavailableException;
import dev.headgate.local.cli.EnvironmentException;
import dev.headgate.tables.Tables;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClientBuilder;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;

/// Which store a command works on: that of the gateway that runs on this machine, unless options say otherwise.
final class StoreOptions {
    private static final URI RUNNING_GATEWAY = URI.create("http://127.0.0.1:8001");

    @ArgGroup
    private Place place = new Place();

    @Option(
            names = "--table",
            paramLabel = "NAME",
            description = "The table of keys. Default: ${DEFAULT-VALUE}.",
            defaultValue = "headgate-keys")
    private String table;

    /// At most one of its options is given.
    private static final class Place {
        @Option(
                names = "--endpoint",
                paramLabel = "URL",
                description = "A DynamoDB endpoint. Default: that of the gateway on this machine, http://127.0.0.1:8001.")
        private URI endpoint;

        @Option(
                names = "--data",
                paramLabel = "DIR",
                description = "Open the store in this folder; for when no gateway runs on it.")
        private Path data;

        @Option(
                names = "--region",
                paramLabel = "REGION",
                description = "DynamoDB in this Region of AWS, with the credentials of the environment.")
        private String region;
    }

    /// What is done with the store.
    @FunctionalInterface
    interface Task {
        int run(OpenStore store) throws IOException, InterruptedException;
    }

    /// Opens the store, does the task and closes the store.
    ///
    /// @return what the task returns
    /// @throws EnvironmentException when the store does not answer
    int with(Task task) throws InterruptedException {
        try (OpenStore store = open()) {
            return task.run(store);
        } catch (StoreUnavailableException e) {
            throw new EnvironmentException(explained(e.getCause()), e);
        } catch (IOException | UncheckedIOException | SdkException e) {
            throw new EnvironmentException(explained(e), e);
        }
    }

    private OpenStore open() throws IOException {
        if (place.region != null) {
            return new OpenStore(builder().region(Region.of(place.region)).build(), table, Optional.empty());
        }
        if (place.data == null) {
            return new OpenStore(local(place.endpoint == null ? RUNNING_GATEWAY : place.endpoint), table,
                    Optional.empty());
        }
        EmbeddedDynamoDb embedded = EmbeddedDynamoDb.start(0, place.data);
        DynamoDbClient client = local(embedded.endpoint());
        new Tables(Tables.DEFAULT.counters(), Tables.DEFAULT.cache(), Tables.DEFAULT.health(), table).create(client);
        return new OpenStore(client, table, Optional.of(embedded));
    }

    /// An endpoint on this machine takes any Region and credentials, and none may be set up here. It need not be tried as
    /// often as DynamoDB, which the SDK tries nine times.
    private static DynamoDbClient local(URI endpoint) {
        return builder().region(Region.US_EAST_1).endpointOverride(endpoint)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local")))
                .overrideConfiguration(override -> override.retryStrategy(AwsRetryStrategy.standardRetryStrategy()))
                .build();
    }

    private static DynamoDbClientBuilder builder() {
        return DynamoDbClient.builder().httpClientBuilder(UrlConnectionHttpClient.builder());
    }

    private String explained(Throwable cause) {
        String what = cause instanceof ResourceNotFoundException
                ? "the store has no table " + table
                : "the store does not answer: " + cause.getMessage();
        if (place.region != null || place.data != null) {
            return what + ".";
        }
        return what
                + ". Is a gateway running (headgate start)? Else name its --endpoint, open its folder with --data DIR,"
                + " or name a --region of AWS.";
    }
}
