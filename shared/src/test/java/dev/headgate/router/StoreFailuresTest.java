package dev.headgate.router;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headgate.cache.CacheStore;
import dev.headgate.cache.CacheStoreUnavailableException;
import dev.headgate.cache.CachedAnswer;
import dev.headgate.identity.CredentialStore;
import dev.headgate.identity.DeclaredCredentials;
import dev.headgate.identity.StoreUnavailableException;
import dev.headgate.plugin.Attestation;
import dev.headgate.plugin.Resources;
import dev.headgate.proxy.BackendProxy;
import dev.headgate.proxy.Deadline;
import dev.headgate.proxy.ScriptedBackend;
import dev.headgate.ratelimit.CounterStore;
import dev.headgate.ratelimit.CounterStoreUnavailableException;
import dev.headgate.ratelimit.Counting;
import dev.headgate.ratelimit.MemoryCounterStore;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What the operator learns of stores that cannot be asked and of limits, whatever the client gets.
class StoreFailuresTest {

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource(delimiter = '|', useHeadersInDisplayName = true, emptyValue = "", textBlock = """
            plugin                                                                                        | store that is down   | status | limited | failures              | uncounted
            {name: rate-limiting, config: {minute: 5}}                                                    | none                 | 200    | false   | ''                    | ''
            {name: rate-limiting, config: {minute: 5}}                                                    | counters             | 200    | false   | the counters are away | rate-limiting
            {name: rate-limiting, config: {minute: 5, fault_tolerant: false}}                             | counters             | 500    | false   | the counters are away | ''
            {name: rate-limiting-advanced, config: {limit: [5], window_size: [60]}}                       | counters             | 200    | false   | the counters are away | rate-limiting-advanced
            {name: rate-limiting-advanced, config: {limit: [5], window_size: [60], window_type: sliding}} | counters             | 200    | false   | the counters are away | rate-limiting-advanced
            {name: response-ratelimiting, config: {limits: {a: {minute: 5}}}}                             | counters             | 200    | false   | the counters are away | response-ratelimiting
            {name: response-ratelimiting, config: {limits: {a: {minute: 5}}}}                             | counters at last     | 200    | false   | the counters are away | response-ratelimiting
            {name: response-ratelimiting, config: {limits: {a: {minute: 5}}, fault_tolerant: false}}      | counters at last     | 500    | false   | the counters are away | ''
            {name: response-ratelimiting, config: {limits: {a: {minute: 1}}}}                             | none                 | 429    | true    | ''                    | ''
            {name: rate-limiting, config: {minute: 1}}                                                    | none                 | 429    | true    | ''                    | ''
            {name: rate-limiting, config: {minute: 1, error_code: 503}}                                   | none                 | 503    | true    | ''                    | ''
            {name: request-termination, config: {status_code: 429}}                                       | none                 | 429    | false   | ''                    | ''
            {name: proxy-cache, config: {strategy: memory, content_type: [text/plain]}}                   | answers              | 200    | false   | the answers are away  | ''
            {name: proxy-cache, config: {strategy: memory, content_type: [text/plain]}}                   | answers, for writing | 200    | false   | the answers are away  | ''
            {name: key-auth}                                                                              | keys                 | 500    | false   | the keys are away     | ''
            """)
    void are_told_of(String plugin, String down, int status, boolean limited, String failures, String uncounted) {
        try (ScriptedBackend backend = ScriptedBackend.answering(
                "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nx-kong-limit: a=2\r\nContent-Length: 0\r\n\r\n");
                BackendProxy proxy = BackendProxy.system()) {
            ActiveGateway any = GatewayKit.active("""
                    services:
                    - {name: s, host: 127.0.0.1, port: PORT, retries: 0, routes: [{name: r, paths: [/]}]}
                    plugins: [%s]
                    """.formatted(plugin), backend.port());
            Resources resources = any.resources().withStores(credentials(any, down), counters(down), new Answers(down));
            ActiveGateway active = new ActiveGateway(any.compiled(), resources, any.auth());
            Router router = new Router(proxy);
            Handled handled = handle(router, active, proxy);
            if (limited) {
                handled = handle(router, active, proxy);
            }
            assertThat(handled.response().status()).isEqualTo(status);
            assertThat(handled.trail().rateLimited()).isEqualTo(limited);
            assertThat(handled.trail().errors()).isEqualTo(failures.isEmpty() ? List.of() : List.of(failures));
            assertThat(handled.trail().storeFailed()).isEqualTo(!failures.isEmpty());
            assertThat(String.join(" ", handled.trail().uncounted())).isEqualTo(uncounted);
            assertThat(handled.response().headers().contains("X-Headgate-Uncounted")).isFalse();
        }
    }

    private static Handled handle(Router router, ActiveGateway active, BackendProxy proxy) {
        return router.handle(active, GatewayKit.request("GET", "/", "apikey", "one"), Attestation.NONE,
                Deadline.in(Duration.ofSeconds(30), proxy.ticker()));
    }

    private static CounterStore counters(String down) {
        CounterStore memory = new MemoryCounterStore();
        return (key, limits, counting, now) -> {
            if (down.equals("counters") || down.equals("counters at last") && !(counting instanceof Counting.Nothing)) {
                throw new CounterStoreUnavailableException("the counters are away", new IllegalStateException());
            }
            return memory.count(key, limits, counting, now);
        };
    }

    private static CredentialStore credentials(ActiveGateway active, String down) {
        CredentialStore declared = new DeclaredCredentials(active.compiled().gateway());
        return (CredentialStore) Proxy.newProxyInstance(CredentialStore.class.getClassLoader(),
                new Class<?>[]{CredentialStore.class}, (_, method, arguments) -> {
                    if (down.equals("keys")) {
                        throw new StoreUnavailableException("the keys are away", new IllegalStateException());
                    }
                    try {
                        return method.invoke(declared, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    /// Answers that cannot be read, or not be written.
    private record Answers(String down) implements CacheStore {
        @Override
        public Optional<CachedAnswer> get(String key, Instant now) {
            return find(down.equals("answers"));
        }

        @Override
        public boolean put(String key, CachedAnswer answer) {
            return find(down.startsWith("answers")).isPresent();
        }

        private static Optional<CachedAnswer> find(boolean fails) {
            if (fails) {
                throw new CacheStoreUnavailableException("the answers are away", new IllegalStateException());
            }
            return Optional.empty();
        }
    }
}
