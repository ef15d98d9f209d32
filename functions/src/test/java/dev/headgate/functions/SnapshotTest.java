package dev.headgate.functions;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headgate.environment.FunctionEnvironment;
import dev.headgate.event.Envelope;
import dev.headgate.event.PayloadFormat;
import dev.headgate.event.ProxyEvents;
import dev.headgate.event.ProxyResponses;
import dev.headgate.health.HealthTracking;
import dev.headgate.http.Response;
import dev.headgate.plugin.Resources;
import dev.headgate.lambda.FunctionSnapshot;
import dev.headgate.proxy.BackendProxy;
import dev.headgate.proxy.ScriptedBackend;
import dev.headgate.router.ActiveGateway;
import dev.headgate.router.GatewayKit;
import dev.headgate.router.Operation;
import dev.headgate.snapshot.Rehearsal;
import dev.headgate.snapshot.Restartable;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SnapshotTest {
    private static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";

    @TempDir
    private Path folder;
    private final TestSnapshots snapshots = new TestSnapshots();
    private final List<Duration> pauses = new ArrayList<>();
    private final List<String> log = new ArrayList<>();

    private RouterHandler router(String kong) {
        try {
            Path file = Files.writeString(folder.resolve("kong.yaml"), "_format_version: \"3.0\"\n" + kong);
            return new RouterHandler(new FunctionEnvironment(Map.of("HEADGATE_CONFIG", file.toString())), snapshots,
                    pauses::add);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Response send(RouterHandler router, String... headers) {
        return answer(router, PayloadFormat.HTTP_API_V2,
                ProxyEvents.write(PayloadFormat.HTTP_API_V2, GatewayKit.request("GET", "/", headers),
                        new Envelope(Envelope.DEFAULT_STAGE, "abcdefghij", "123456789012", "eu-central-1",
                                "example.com", Envelope.DEFAULT_ROUTE, Instant.parse("2026-11-25T10:20:30Z"),
                                "JKJaXmPLvHcESHA=", Map.of())));
    }

    private Response answer(RouterHandler router, PayloadFormat format, byte[] event) {
        ByteArrayOutputStream answer = new ByteArrayOutputStream();
        try {
            router.handleRequest(new ByteArrayInputStream(event), answer, new TestContext(log));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return ProxyResponses.read(format, answer.toByteArray());
    }

    @Test
    void every_restored_process_has_an_identity_and_randomness_of_its_own() {
        RouterHandler router = router("""
                routes: [{name: r, paths: [/]}]
                plugins:
                - {name: request-termination, config: {status_code: 204}}
                - {name: correlation-id, config: {echo_downstream: true, header_name: x-process}}
                """);
        snapshots.take();
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            snapshots.restore();
            ids.add(send(router).headers().first("x-process"));
        }
        // The process's id and the number of the request in it.
        assertThat(ids).doesNotHaveDuplicates().allMatch(id -> id.endsWith("#1"));
    }

    @Test
    void restored_processes_draw_other_random_numbers() throws IOException {
        Path file = Files.writeString(folder.resolve("kong.yaml"), "_format_version: \"3.0\"\n");
        FunctionEnvironment environment = new FunctionEnvironment(Map.of("HEADGATE_CONFIG", file.toString()));
        for (Restartable<ActiveGateway> served : List.of(environment.servedByRouter(),
                environment.servedByAuthorizer())) {
            Resources before = served.get().resources();
            served.restart();
            Resources after = served.get().resources();
            assertThat(after.random()).isNotSameAs(before.random());
            assertThat(after.random().nextLong()).isNotEqualTo(before.random().nextLong());
            assertThat(after.process().id()).isNotEqualTo(before.process().id());
            assertThat(after.openIdProviders()).isNotSameAs(before.openIdProviders());
            assertThat(after.web()).isNotSameAs(before.web());
            assertThat(after.aws()).isNotSameAs(before.aws());
            assertThat(after.telemetry().deliveries()).isNotSameAs(before.telemetry().deliveries());
        }
    }

    @Test
    void what_was_compiled_is_kept_and_what_was_found_out_is_not() {
        ActiveGateway before = GatewayKit.active("routes: [{name: r, paths: [/]}]", 0);
        var anew = before.compiled().startedAnew(HealthTracking.local(),
                before.resources().random());
        assertThat(anew.routes()).isSameAs(before.compiled().routes());
        assertThat(anew.plugins()).isSameAs(before.compiled().plugins());
        assertThat(anew.upstreams()).isNotSameAs(before.compiled().upstreams());
    }

    @Test
    void connections_from_before_are_not_used_and_requests_are_answered_as_before() {
        try (ScriptedBackend backend = ScriptedBackend.answering(OK)) {
            RouterHandler router = router("""
                    services: [{name: s, host: 127.0.0.1, port: PORT, routes: [{name: r, paths: [/]}]}]
                    """.replace("PORT", Integer.toString(backend.port())));
            Response before = send(router);
            assertThat(send(router).body()).isEqualTo(before.body());
            assertThat(backend.connections()).isEqualTo(1);
            snapshots.take();
            snapshots.restore();
            Response after = send(router);
            assertThat(after.status()).isEqualTo(before.status()).isEqualTo(200);
            assertThat(after.body()).isEqualTo(before.body());
            assertThat(backend.connections()).isEqualTo(2);
            assertThat(backend.heads()).hasSize(3);
        }
    }

    @Test
    void keys_of_issuers_are_fetched_again() {
        try (ScriptedBackend issuer = ScriptedBackend.serving(conversation -> {
            for (String head = conversation.readHead(); !head.isEmpty(); head = conversation.readHead()) {
                String json = head.startsWith("GET /keys ")
                        ? "{\"keys\":[{\"kty\":\"OKP\",\"crv\":\"Ed25519\",\"alg\":\"EdDSA\",\"kid\":\"k\","
                                + "\"x\":\"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo\"}]}"
                        : "{\"issuer\":\"ISSUER\",\"jwks_uri\":\"ISSUER/keys\"}".replace("ISSUER",
                                "http://" + head.replaceFirst("(?s).*\nHost: ([^\n]*)\n.*", "$1"));
                conversation.send("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: "
                        + json.length() + "\r\n\r\n" + json);
            }
        })) {
            String url = "http://127.0.0.1:" + issuer.port();
            RouterHandler router = router("""
                    routes: [{name: r, paths: [/]}]
                    plugins: [{name: openid-connect, config: {issuer: 'URL', auth_methods: [bearer],
                      audience_required: [a]}}]
                    """.replace("URL", url));
            String bearer = "Bearer " + Stream.of("{\"alg\":\"EdDSA\",\"kid\":\"k\"}", "{}", "x")
                    .map(part -> Base64.getUrlEncoder().withoutPadding()
                            .encodeToString(part.getBytes(StandardCharsets.US_ASCII)))
                    .reduce((a, b) -> a + "." + b).orElseThrow();
            assertThat(send(router, "Authorization", bearer).status()).isEqualTo(401);
            assertThat(send(router, "Authorization", bearer).status()).isEqualTo(401);
            assertThat(issuer.heads()).hasSize(2);
            snapshots.take();
            snapshots.restore();
            assertThat(send(router, "Authorization", bearer).status()).isEqualTo(401);
            assertThat(issuer.heads()).hasSize(4);
        }
    }

    @Test
    void a_rehearsal_calls_counts_and_logs_nothing_of_what_is_served() throws InterruptedException {
        try (ScriptedBackend backend = ScriptedBackend.answering(OK); BackendProxy proxy = BackendProxy.system()) {
            ActiveGateway gateway = GatewayKit.active("""
                    services: [{name: s, host: 127.0.0.1, port: PORT, routes: [{name: r, paths: [/]}]}]
                    plugins:
                    - {name: rate-limiting, config: {minute: 5}}
                    - {name: key-auth}
                    - {name: proxy-cache, config: {strategy: memory}}
                    - {name: http-log, config: {http_endpoint: 'http://127.0.0.1:PORT/'}}
                    """, backend.port());
            // Whatever is asked of its resources fails.
            ActiveGateway untouched = new ActiveGateway(gateway.compiled(), null, gateway.auth());
            List<String> told = new ArrayList<>();
            new FunctionSnapshot(new Restartable<>(() -> untouched), new Restartable<>(() -> Operation.NONE),
                    RouterHandler::rehearse, proxy::dropConnections, pauses::add, told::add)
                    .beforeCheckpoint(snapshots);
            assertThat(backend.connections()).isZero();
            assertThat(told).isEmpty();
            assertThat(log).isEmpty();
        }
    }

    @Test
    void a_rehearsal_goes_the_whole_way() throws IOException {
        try (Rehearsal rehearsal = new Rehearsal(); BackendProxy proxy = BackendProxy.system()) {
            RouterHandler router = new RouterHandler(rehearsal::gateway, proxy);
            List<byte[]> events = rehearsal.routerEvents();
            List<Integer> statuses = new ArrayList<>();
            for (int i = 0; i < events.size(); i++) {
                statuses.add(answer(router, i < 3 ? PayloadFormat.HTTP_API_V2 : PayloadFormat.REST, events.get(i))
                        .status());
            }
            assertThat(statuses).containsExactly(200, 200, 401, 200, 200, 401);
            assertThat(log).noneMatch(line -> line.contains("could not"));
        }
    }

    @Test
    void names_that_were_looked_up_are_outlived() {
        router("routes: [{name: r, paths: [/]}]");
        snapshots.take();
        // Java remembers addresses for 30 seconds, by a clock that stands still in a snapshot.
        assertThat(pauses).containsExactly(Duration.ofSeconds(31));
    }
}
