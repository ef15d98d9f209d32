package dev.headgate.router;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headgate.cache.MemoryCacheStore;
import dev.headgate.config.Settings;
import dev.headgate.http.Response;
import dev.headgate.plugin.Attestation;
import dev.headgate.proxy.BackendProxy;
import dev.headgate.proxy.Deadline;
import dev.headgate.proxy.ScriptedBackend;
import dev.headgate.proxy.Ticker;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/// What plugins keep between requests, asked by many threads at once.
class ManyThreadsTest {
    private static final int THREADS = 64;
    private static final int REQUESTS = 8;

    @AutoClose
    private final BackendProxy proxy = BackendProxy.system();
    @AutoClose
    private final ScriptedBackend backend = ScriptedBackend.answering(
            "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nX-Kong-Limit: video=1\r\nContent-Length: 2\r\n\r\nhi");

    /// Of 512 requests, half of them by each of two consumers.
    @Test
    void limits_are_exact_and_everybody_gets_his_own() throws Exception {
        assertThat(answers("/limited")).containsExactlyInAnyOrderEntriesOf(
                Map.of("alice 200", 100, "alice 429", 156, "bob 200", 100, "bob 429", 156));
        assertThat(answers("/sliding")).containsExactlyInAnyOrderEntriesOf(
                Map.of("alice 200", 100, "alice 429", 156, "bob 200", 100, "bob 429", 156));
        assertThat(answers("/kept")).containsExactlyInAnyOrderEntriesOf(Map.of("alice 200 hi", 256, "bob 200 hi", 256));
        assertThat(answers("/balanced"))
                .containsExactlyInAnyOrderEntriesOf(Map.of("alice 200 hi", 256, "bob 200 hi", 256));
        assertThat(answers("/fast")).containsExactlyInAnyOrderEntriesOf(Map.of("alice 200 hi", 256, "bob 200 hi", 256));
        assertThat(answers("/costs")).containsExactlyInAnyOrderEntriesOf(
                Map.of("alice 200 hi", 100, "alice 429", 156, "bob 200 hi", 100, "bob 429", 156));
    }

    /// How often each answer came.
    private Map<String, Integer> answers(String path) throws Exception {
        ActiveGateway read = GatewayKit.active("""
                services:
                - name: s
                  host: two.upstream
                  routes:
                  - {name: limited, paths: [/limited], plugins: [
                      {name: rate-limiting, config: {minute: 100}}, {name: request-termination, config: {status_code: 200}}]}
                  - {name: sliding, paths: [/sliding], plugins: [
                      {name: rate-limiting-advanced, config: {limit: [100], window_size: [60], disable_penalty: true}},
                      {name: request-termination, config: {status_code: 200}}]}
                  - {name: kept, paths: [/kept], plugins: [{name: proxy-cache, config: {strategy: memory}}]}
                  - {name: balanced, paths: [/balanced], plugins: [
                      {name: session, config: {secret: 0123456789abcdef0123456789abcdef}}, {name: correlation-id},
                      {name: canary, config: {percentage: 50, upstream_host: fast.upstream}}]}
                  - {name: costs, paths: [/costs], plugins: [
                      {name: response-ratelimiting, config: {limits: {video: {minute: 100}}}}]}
                - {name: fast, host: fast.upstream, routes: [{name: fast, paths: [/fast]}]}
                upstreams:
                - {name: two.upstream, algorithm: least-connections, targets: [{target: '127.0.0.1:PORT'}]}
                - {name: fast.upstream, algorithm: latency, targets: [{target: '127.0.0.1:PORT'}]}
                plugins: [{name: key-auth}]
                consumers:
                - {username: alice, keyauth_credentials: [{key: key-of-alice}]}
                - {username: bob, keyauth_credentials: [{key: key-of-bob}]}
                """, backend.port());
        ActiveGateway active = new ActiveGateway(read.compiled(), read.resources().withCache(new MemoryCacheStore()),
                Settings.Auth.STRICT);
        Router router = new Router(proxy);
        List<Callable<List<String>>> clients = new ArrayList<>();
        for (int thread = 0; thread < THREADS; thread++) {
            String who = thread % 2 == 0 ? "alice" : "bob";
            clients.add(() -> send(router, active, who, path));
        }
        Map<String, Integer> counts = new TreeMap<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(THREADS)) {
            for (Future<List<String>> answers : threads.invokeAll(clients)) {
                answers.get().forEach(answer -> counts.merge(answer, 1, Integer::sum));
            }
        }
        return counts;
    }

    private static List<String> send(Router router, ActiveGateway active, String who, String path) {
        List<String> answers = new ArrayList<>();
        for (int i = 0; i < REQUESTS; i++) {
            Handled handled = router.handle(active, GatewayKit.request("GET", path, "apikey", "key-of-" + who),
                    Attestation.NONE, Deadline.in(Duration.ofMinutes(1), Ticker.system()));
            Response response = handled.response();
            String body = response.body().utf8();
            answers.add((who + " " + response.status() + " " + (body.equals("hi") ? body : "")).strip());
        }
        return answers;
    }
}
