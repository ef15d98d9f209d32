package dev.headgate.local.gateway;

import dev.headgate.cache.CacheStore;
import dev.headgate.cache.MemoryCacheStore;
import dev.headgate.cache.dynamodb.CacheClient;
import dev.headgate.cache.dynamodb.DynamoDbCacheStore;
import dev.headgate.dynamodbemulator.EmbeddedDynamoDb;
import dev.headgate.health.HealthStore;
import dev.headgate.health.MemoryHealthStore;
import dev.headgate.health.dynamodb.DynamoDbHealthStore;
import dev.headgate.identity.CredentialStore;
import dev.headgate.identity.FirstOf;
import dev.headgate.identity.keys.CacheSettings;
import dev.headgate.identity.keys.CredentialClient;
import dev.headgate.identity.keys.DynamoDbCredentialStore;
import dev.headgate.ratelimit.CounterStore;
import dev.headgate.ratelimit.MemoryCounterStore;
import dev.headgate.ratelimit.dynamodb.BreakerSettings;
import dev.headgate.ratelimit.dynamodb.CountingClient;
import dev.headgate.ratelimit.dynamodb.DynamoDbCounterStore;
import dev.headgate.ratelimit.dynamodb.GuardedClient;
import dev.headgate.tables.Tables;
import java.io.IOException;
import java.net.BindException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClientBuilder;

/// What the local gateway keeps keys, counters, answers and the health of upstreams in, opened. Closing it closes the
/// embedded store too.
///
/// @param counters for limits
/// @param cache for answers that are given again
/// @param health of upstreams
/// @param behind puts the store's credentials behind those that a configuration declares
/// @param address the embedded DynamoDB; absent for memory
/// @param closing what [#close] does, in this order
record Stores(
        CounterStore counters,
        CacheStore cache,
        HealthStore health,
        UnaryOperator<CredentialStore> behind,
        Optional<URI> address,
        List<Runnable> closing)
        implements
            AutoCloseable {
    /// A laptop under load is slower than DynamoDB, and a limit that is not kept would be taken for a bug.
    private static final Duration COUNTING_TIME_LIMIT = Duration.ofSeconds(2);
    private static final Duration CACHING_TIME_LIMIT = COUNTING_TIME_LIMIT;
    /// New and revoked keys show at once; nothing is paid for here.
    private static final CacheSettings NO_CACHE = new CacheSettings(1, Duration.ZERO, Duration.ZERO,
            Duration.ofMinutes(10));

    static Stores open(GatewayOptions options) throws IOException {
        return switch (options.store()) {
            case MEMORY -> new Stores(new MemoryCounterStore(), new MemoryCacheStore(), new MemoryHealthStore(),
                    UnaryOperator.identity(), Optional.empty(), List.of());
            case DYNAMODB -> embedded(options);
        };
    }

    private static Stores embedded(GatewayOptions options) throws IOException {
        int port = options.port() == 0 ? 0 : options.port() + 1;
        List<Runnable> closing = new ArrayList<>();
        EmbeddedDynamoDb database = database(port, options.data());
        closing.add(database::close);
        createTables(database.endpoint());
        DynamoDbClient lookups = CredentialClient.of(builder(database.endpoint()));
        closing.addFirst(lookups::close);
        DynamoDbClient counting = CountingClient.of(builder(database.endpoint()), COUNTING_TIME_LIMIT);
        closing.addFirst(counting::close);
        String table = Tables.DEFAULT.counters();
        new DynamoDbCounterStore(counting, table).warmUp(Duration.ofSeconds(5), InstantSource.system().instant());
        CounterStore counters = new DynamoDbCounterStore(
                new GuardedClient(counting, BreakerSettings.DEFAULT, InstantSource.system()), table);
        DynamoDbClient caching = CacheClient.of(builder(database.endpoint()), CACHING_TIME_LIMIT);
        closing.addFirst(caching::close);
        DynamoDbCacheStore cache = new DynamoDbCacheStore(caching, Tables.DEFAULT.cache());
        HealthStore health = new DynamoDbHealthStore(counting, Tables.DEFAULT.health(), InstantSource.system());
        return new Stores(counters, cache, health,
                declared -> new FirstOf(List.of(declared,
                        new DynamoDbCredentialStore(lookups, Tables.DEFAULT.keys(), InstantSource.system(), declared,
                                NO_CACHE))),
                Optional.of(database.endpoint()), List.copyOf(closing));
    }

    private static EmbeddedDynamoDb database(int port, Optional<Path> folder) throws IOException {
        try {
            return folder.isPresent() ? EmbeddedDynamoDb.start(port, folder.get()) : EmbeddedDynamoDb.start(port);
        } catch (BindException e) {
            throw new IOException("the embedded DynamoDB cannot have port " + port + ", the one after the gateway's: "
                    + e.getMessage() + ". Choose another --port, or --store memory", e);
        } catch (IOException e) {
            throw new IOException(
                    "the embedded DynamoDB cannot be kept in " + folder.map(Path::toString).orElse("memory")
                            + ": " + e.getMessage() + ". --data wants a folder of its own that can be written to",
                    e);
        }
    }

    /// Any Region and credentials will do for an embedded store.
    private static DynamoDbClientBuilder builder(URI endpoint) {
        return DynamoDbClient.builder().region(Region.of("local")).endpointOverride(endpoint).credentialsProvider(
                StaticCredentialsProvider.create(AwsBasicCredentials.create("headgate", "headgate")));
    }

    /// With a client that waits: requests are in a hurry, a first call on a laptop is not.
    private static void createTables(URI endpoint) {
        try (DynamoDbClient client = builder(endpoint).httpClientBuilder(UrlConnectionHttpClient.builder()).build()) {
            Tables.DEFAULT.create(client);
        }
    }

    @Override
    public void close() {
        closing.forEach(Runnable::run);
    }
}
