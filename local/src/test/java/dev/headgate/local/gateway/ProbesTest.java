package dev.headgate.local.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headgate.config.Settings;
import dev.headgate.http.Response;
import dev.headgate.local.front.ApiKind;
import dev.headgate.proxy.ScriptedBackend;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Active health checks on a laptop: the real function, at the file's own interval.
@Timeout(value = 120, unit = TimeUnit.SECONDS)
class ProbesTest {
    @TempDir
    private Path folder;

    @ParameterizedTest
    @EnumSource(StoreKind.class)
    void a_target_that_probes_find_bad_gets_nothing_until_they_find_it_good(StoreKind store) throws IOException {
        AtomicBoolean sick = new AtomicBoolean();
        Files.writeString(folder.resolve("headgate.yaml"), "health: {share_every_seconds: 1}\n");
        try (ScriptedBackend one = ScriptedBackend.serving(conversation -> {
            for (String head = conversation.readHead(); !head.isEmpty(); head = conversation.readHead()) {
                boolean bad = head.startsWith("GET /ready") && sick.get();
                conversation.send("HTTP/1.1 " + (bad ? 503 : 200) + " x\r\nX-Name: one\r\nContent-Length: 0\r\n\r\n");
            }
        });
                ScriptedBackend two = ScriptedBackend
                        .answering("HTTP/1.1 200 OK\r\nX-Name: two\r\nContent-Length: 0\r\n\r\n");
                RunningGateway gateway = RunningGateway.start(folder, """
                        _format_version: "3.0"
                        services: [{name: s, host: orders.upstream, routes: [{name: r, paths: [/]}]}]
                        upstreams:
                        - name: orders.upstream
                          targets: [{target: '127.0.0.1:%d'}, {target: '127.0.0.1:%d'}]
                          healthchecks:
                            active:
                              http_path: /ready
                              timeout: 60
                              healthy: {interval: 0.1, successes: 2}
                              unhealthy: {interval: 0.1, http_failures: 2}
                        """.formatted(one.port(), two.port()),
                        RunningGateway.options(ApiKind.HTTP, Settings.Auth.EDGE, store, false))) {
            await(gateway, "one"::equals);
            sick.set(true);
            awaitRun(gateway, "two");
            assertThat(gateway.log()).anyMatch(line -> line.endsWith("\"decision\":\"unhealthy\"}"));
            sick.set(false);
            await(gateway, "one"::equals);
        }
    }

    /// Asks until an answer is as wanted; the test's time limit ends it otherwise.
    private static void await(RunningGateway gateway, Predicate<String> name) throws IOException {
        while (!name.test(name(gateway))) {
            Thread.onSpinWait();
        }
    }

    /// Asks until the same target has answered twenty times in a row.
    private static void awaitRun(RunningGateway gateway, String name) throws IOException {
        for (int run = 0; run < 20;) {
            run = name(gateway).equals(name) ? run + 1 : 0;
        }
    }

    private static String name(RunningGateway gateway) throws IOException {
        Response response = gateway.send("GET /");
        assertThat(response.status()).isEqualTo(200);
        return response.headers().first("X-Name");
    }
}
