package dev.headgate.environment;

import dev.headgate.cache.CacheStore;
import dev.headgate.cache.MemoryCacheStore;
import dev.headgate.cache.dynamodb.CacheClient;
import dev.headgate.cache.dynamodb.DynamoDbCacheStore;
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
import dev.headgate.ratelimit.dynamodb.CountingClient;
import dev.headgate.ratelimit.dynamodb.DynamoDbCounterStore;
import dev.headgate.router.Readiness;
import dev.headgate.tables.ReadableTable;
import dev.headgate.web.WebClient;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/// Opens the tables that a function is told of. Region, credentials and endpoint are what Lambda's environment says. The
/// clients live as long as the process.
final class Stores {
    private static final Duration HEALTH_TIME_LIMIT = Duration.ofSeconds(1);

    /// A little less than all checks together may take, so that each tells why it failed.
    private static final Duration READY_TIME_LIMIT = Duration.ofMillis(900);

    private Stores() {}

    /// What the file declares, and behind it the table, where one is named.
    static CredentialStore credentials(String table, CredentialStore declared, InstantSource clock) {
        return table.isEmpty()
                ? declared
                : new FirstOf(declared,
                        new DynamoDbCredentialStore(CredentialClient.of(DynamoDbClient.builder()), table,
                                clock, declared, CacheSettings.DEFAULT));
    }

    /// Counters in a table.
    static CounterStore counters(String table) {
        DynamoDbCounterStore counters = new DynamoDbCounterStore(
                CountingClient.of(DynamoDbClient.builder(), CountingClient.DEFAULT_TIME_LIMIT), table);
        counters.warmUp();
        return counters;
    }

    /// Answers in a table, or in this environment's memory where none is named.
    static CacheStore cache(String table) {
        if (table.isEmpty()) {
            return new MemoryCacheStore();
        }
        DynamoDbCacheStore cache = new DynamoDbCacheStore(
                CacheClient.of(DynamoDbClient.builder(), CacheClient.DEFAULT_TIME_LIMIT), table);
        cache.warmUp();
        return cache;
    }

    /// Health of upstreams in a table. No request waits for it longer than a moment.
    static HealthStore health(String table, InstantSource clock) {
        return new DynamoDbHealthStore(CountingClient.of(DynamoDbClient.builder(), HEALTH_TIME_LIMIT), table, clock);
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
