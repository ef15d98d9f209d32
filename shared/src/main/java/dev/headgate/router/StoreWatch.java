package dev.headgate.router;

import dev.headgate.cache.CacheStoreUnavailableException;
import dev.headgate.identity.StoreUnavailableException;
import dev.headgate.plugin.Resources;
import dev.headgate.ratelimit.CounterStoreUnavailableException;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Supplier;

/// Watches the stores while one request uses them, so that the operator learns of every failure, whatever a plugin makes
/// of it: many let the request pass. Safe for use by many threads.
final class StoreWatch {
    private final Queue<RuntimeException> failures = new ConcurrentLinkedQueue<>();

    /// The same with watched stores.
    ActiveGateway over(ActiveGateway active) {
        Resources resources = active.resources();
        return new ActiveGateway(active.compiled(), resources.withStores(
                new WatchedCredentials(resources.credentials(), this),
                (key, limits, counting, now) -> watch(() -> resources.counters().count(key, limits, counting, now)),
                new WatchedCache(resources.cache(), this)), active.auth());
    }

    /// What a store answers.
    <T> T watch(Supplier<T> call) {
        try {
            return call.get();
        } catch (StoreUnavailableException | CounterStoreUnavailableException | CacheStoreUnavailableException e) {
            failures.add(e);
            throw e;
        }
    }

    /// What failed so far, in order.
    List<RuntimeException> failures() {
        return List.copyOf(failures);
    }
}
