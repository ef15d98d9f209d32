package dev.headgate.router;

import dev.headgate.cache.CacheStoreUnavailableException;
import dev.headgate.identity.StoreUnavailableException;
import dev.headgate.model.PluginInstance;
import dev.headgate.plugin.Resources;
import dev.headgate.proxy.Ticker;
import dev.headgate.ratelimit.CounterStoreUnavailableException;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Supplier;

/// Watches the stores while one request uses them, so that the operator learns of every failure, whatever a plugin makes
/// of it: many let the request pass. Safe for use by many threads.
final class StoreWatch {
    /// Memory answers sooner, and needs no place in a trace.
    private static final Duration TOLD = Duration.ofMillis(1);

    private final Ticker ticker;
    private final Queue<RuntimeException> failures = new ConcurrentLinkedQueue<>();
    private final Queue<Call> calls = new ConcurrentLinkedQueue<>();
    private final Queue<PluginInstance> uncounted = new ConcurrentLinkedQueue<>();

    /// A call that took a while.
    record Call(long startNanos, long endNanos, boolean failed) {}

    StoreWatch(Ticker ticker) {
        this.ticker = ticker;
    }

    /// The same with watched stores, and heard of where plugins do without them.
    ActiveGateway over(ActiveGateway active) {
        Resources resources = active.resources();
        return new ActiveGateway(active.compiled(), resources.withStores(
                new WatchedCredentials(resources.credentials(), this),
                (key, limits, counting, now) -> watch(() -> resources.counters().count(key, limits, counting, now)),
                new WatchedCache(resources.cache(), this)).withUncounted(uncounted::add), active.auth());
    }

    /// What a store answers.
    <T> T watch(Supplier<T> call) {
        long startNanos = ticker.nanos();
        boolean failed = true;
        try {
            T answer = call.get();
            failed = false;
            return answer;
        } catch (StoreUnavailableException | CounterStoreUnavailableException | CacheStoreUnavailableException e) {
            failures.add(e);
            throw e;
        } finally {
            long endNanos = ticker.nanos();
            if (failed || endNanos - startNanos >= TOLD.toNanos()) {
                calls.add(new Call(startNanos, endNanos, failed));
            }
        }
    }

    /// The calls so far that failed or took a while, in the order in which they ended.
    List<Call> calls() {
        return List.copyOf(calls);
    }

    /// The names of the plugins that so far let the request pass uncounted, each once.
    List<String> uncounted() {
        return uncounted.stream().map(PluginInstance::name).distinct().toList();
    }

    /// What failed so far, in order.
    List<RuntimeException> failures() {
        return List.copyOf(failures);
    }
}
