package dev.headgate.environment;

import dev.headgate.cache.CacheStore;
import dev.headgate.cache.MemoryCacheStore;
import dev.headgate.cache.dynamodb.CacheClient;
import dev.headgate.cache.dynamodb.DynamoDbCacheStore;
import dev.headgate.config.RateLimitSettings;
import dev.headgate.health.HealthStore;
import dev.headgate.health.dynamodb.DynamoDbHealthStore;
import dev.headgate.identity.CredentialStore;
import dev.headgate.identity.FirstOf;
import dev.headgate.identity.keys.CacheSettings;
import dev.headgate.identity.keys.CredentialClient;
import dev.headgate.identity.keys.DynamoDbCredentialStore;
import dev.headgate.identity.oidc.FetchedProviders;
import dev.headgate.identity.oidc.HttpDocumentFetcher;
import dev.headgate.identity.oidc.OpenIdProviders;
import dev.headgate.ratelimit.CounterStore;
import dev.headgate.ratelimit.CounterStoreUnavailableException;
import dev.headgate.ratelimit.dynamodb.BreakerSettings;
import dev.headgate.ratelimit.dynamodb.CountingClient;
import dev.headgate.ratelimit.dynamodb.DynamoDbCounterStore;
import dev.headgate.ratelimit.dynamodb.GuardedClient;
import dev.headgate.router.Readiness;
import dev.headgate.snapshot.SnapshotLine;
import dev.headgate.tables.ReadableTable;
import dev.headgate.web.WebClient;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Function;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClientBuilder;

/// Opens the tables that a function is told of. Region, credentials and endpoint are what Lambda's environment says; the
/// SDK asks for credentials again before they run out, by the time of day. Clients live as long as the process, snapshots
/// included, since they keep nothing but such credentials; what stores remember lives as long as a start.
final class Stores {
    private static final Duration HEALTH_TIME_LIMIT = Duration.ofSeconds(1);
    /// How long the first call may take, with all classes to load.
    private static final Duration FIRST_CALL = Duration.ofSeconds(5);
    /// A restore may take 10 seconds in all, and all classes are there.
    private static final Duration FIRST_CALL_AFTER_RESTORE = Duration.ofSeconds(2);

    /// A little less than all checks together may take, so that each tells why it failed.
    private static final Duration READY_TIME_LIMIT = Duration.ofMillis(900);

    private final Consumer<String> log;
    private final Map<String, DynamoDbClient> clients = new ConcurrentHashMap<>();

    /// @param log is told of tables that do not answer the first call
    Stores(Consumer<String> log) {
        this.log = log;
    }

    /// What the file declares, and behind it the table, where one is named.
    CredentialStore credentials(String table, CredentialStore declared, InstantSource clock) {
        if (table.isEmpty()) {
            return declared;
        }
        DynamoDbCredentialStore credentials = new DynamoDbCredentialStore(
                client("credentials", CredentialClient::of), table, clock, declared, CacheSettings.DEFAULT);
        tell(credentials.warmUp());
        return new FirstOf(declared, credentials);
    }

    /// Counters in a table. The first calls, which may take longer than others, say nothing of whether the table answers.
    CounterStore counters(String table, RateLimitSettings settings, InstantSource clock) {
        Duration timeLimit = firstCall("counters");
        DynamoDbClient client = client("counters", builder -> CountingClient.of(builder, settings.timeLimit()));
        tell(new DynamoDbCounterStore(client, table).warmUp(timeLimit, clock.instant()));
        return new DynamoDbCounterStore(new GuardedClient(client, BreakerSettings.DEFAULT, clock), table);
    }

    /// Answers in a table, or in this environment's memory where none is named.
    CacheStore cache(String table) {
        if (table.isEmpty()) {
            return new MemoryCacheStore();
        }
        Duration timeLimit = firstCall("cache");
        DynamoDbCacheStore cache = new DynamoDbCacheStore(
                client("cache", builder -> CacheClient.of(builder, CacheClient.DEFAULT_TIME_LIMIT)), table);
        tell(cache.warmUp(timeLimit));
        return cache;
    }

    /// Health of upstreams in a table. No request waits for it longer than a moment.
    HealthStore health(String table, InstantSource clock) {
        return new DynamoDbHealthStore(client("health", builder -> CountingClient.of(builder, HEALTH_TIME_LIMIT)),
                table, clock);
    }

    private Duration firstCall(String purpose) {
        return clients.containsKey(purpose) ? FIRST_CALL_AFTER_RESTORE : FIRST_CALL;
    }

    private DynamoDbClient client(String purpose, Function<DynamoDbClientBuilder, DynamoDbClient> made) {
        return clients.computeIfAbsent(purpose, _ -> made.apply(DynamoDbClient.builder()));
    }

    private void tell(Optional<String> problem) {
        problem.map(SnapshotLine::of).ifPresent(log);
    }

    /// That each of these tables can be read.
    static List<Readiness.Check> checks(List<String> tables) {
        if (tables.isEmpty()) {
            return List.of();
        }
        DynamoDbClient client = ReadableTable.client(DynamoDbClient.builder(), READY_TIME_LIMIT);
        return tables.stream().<Readiness.Check>map(table -> new ReadableTable(client, table)::problem).toList();
    }

    /// The providers whose tokens are taken; asked when the first token comes.
    static OpenIdProviders openIdProviders(WebClient web, InstantSource clock) {
        return new FetchedProviders(new HttpDocumentFetcher(web), clock);
    }

    /// Counts nothing, for this reason.
    static CounterStore noCounters(String reason) {
        return (_, _, _, _) -> {
            throw new CounterStoreUnavailableException(reason, new IllegalStateException(reason));
        };
    }
}
