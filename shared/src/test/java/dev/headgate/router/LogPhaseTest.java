package dev.headgate.router;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.headgate.golden.GoldenFile;
import dev.headgate.http.Request;
import dev.headgate.http.Response;
import dev.headgate.model.Gateway;
import dev.headgate.model.PluginInstance;
import dev.headgate.plugin.Attestation;
import dev.headgate.plugin.Plugin;
import dev.headgate.plugin.PluginContext;
import dev.headgate.plugin.PluginKit;
import dev.headgate.plugin.telemetry.IndentedJson;
import dev.headgate.plugin.telemetry.LogDocument;
import dev.headgate.plugin.telemetry.LogEntry;
import dev.headgate.proxy.BackendProxy;
import dev.headgate.proxy.Deadline;
import dev.headgate.proxy.ManualTicker;
import dev.headgate.proxy.NameResolver;
import dev.headgate.proxy.Product;
import dev.headgate.proxy.ScriptedBackend;
import dev.headgate.proxy.TrustedPeers;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LogPhaseTest {
    private static final Path GOLDEN = Path.of("src/test/resources/dev/headgate/router/log");
    private static final String SERVICE = """
            services:
              - {name: orders, host: 127.0.0.1, port: PORT, path: /api, retries: 1, tags: [shop], routes: [
                  {name: list, paths: [/orders, "~/o/(?<id>\\\\d+)$"], hosts: [example.com, "*.example.org"],
                   methods: [GET, POST], headers: {x-env: [live]}, protocols: [http, https]}]}
            plugins: [{name: key-auth}, {name: correlation-id, config: {generator: uuid}}]
            consumers: [{username: alice, custom_id: a-1, keyauth_credentials: [{key: secret}]}]
            """;

    private final ManualTicker ticker = new ManualTicker();
    private final BackendProxy proxy = new BackendProxy(1_000, NameResolver.system(), ticker, () -> {
        throw new AssertionError("no TLS here");
    });
    private final List<LogEntry> logged = new ArrayList<>();

    @AfterEach
    void close() {
        proxy.close();
    }

    /// Keeps what it is told.
    private record Recorder(List<LogEntry> logged) implements Plugin {
        @Override
        public String pluginName() {
            return "file-log";
        }

        @Override
        public void log(LogEntry entry, PluginContext context) {
            logged.add(entry);
        }
    }

    /// Fails where it can do no harm any more.
    private record Broken() implements Plugin {
        @Override
        public String pluginName() {
            return "udp-log";
        }

        @Override
        public void log(LogEntry entry, PluginContext context) {
            throw new IllegalStateException("with a message that may hold what a client sent");
        }
    }

    @Test
    void an_answer_of_a_backend_is_told_as_by_kong() throws IOException {
        try (ScriptedBackend backend = ScriptedBackend.serving(conversation -> {
            conversation.readHead();
            ticker.advance(Duration.ofMillis(25));
            conversation.send("HTTP/1.1 201 Made\r\nContent-Length: 2\r\nSet-Cookie: a=1\r\nSet-Cookie: b=2\r\n\r\nhi");
        })) {
            Request request = GatewayKit.request("GET", "/orders/7?apikey=secret&tag=a&tag=b&flag&q=%C3%A4", "Host",
                    "Example.com:8000", "Authorization", "Basic c2VjcmV0", "Cookie", "a=1; apikey=secret", "X-Env",
                    "live", "X-Two", "1", "X-Two", "2");
            handle(SERVICE, backend.port(), request);
            assertTold("proxied", backend.port());
        }
    }

    @Test
    void tries_that_fail_are_told_too() throws IOException {
        try (ScriptedBackend backend = ScriptedBackend.serving(conversation -> {
            conversation.readHead();
            ticker.advance(Duration.ofMillis(10));
        }, conversation -> {
            conversation.readHead();
            ticker.advance(Duration.ofMillis(5));
            conversation.send("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nhi");
        })) {
            handle(SERVICE, backend.port(), GatewayKit.request("GET", "/orders", "apikey", "secret", "X-Env", "live"));
            assertTold("second-try", backend.port());
        }
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            no-route        | /none   | secret | 404
            refused         | /orders | wrong  | 401
            no-backend      | /orders | secret | 502
            """)
    void answers_of_the_gateways_own_are_told(String name, String path, String key, int status) throws IOException {
        Response response = handle(SERVICE, 1, GatewayKit.request("GET", path, "apikey", key, "X-Env", "live"))
                .response();
        assertThat(response.status()).isEqualTo(status);
        assertTold(name, 1);
    }

    @Test
    void a_plugin_that_fails_in_the_log_phase_harms_nobody() {
        Handled handled = handle(SERVICE, 1, GatewayKit.request("GET", "/none"), new Broken(), new Recorder(logged));
        assertThat(handled.response().status()).isEqualTo(404);
        assertThat(logged).hasSize(1);
        assertThat(handled.trail().errors()).singleElement().asString()
                .startsWith("java.lang.IllegalStateException at ").doesNotContain("client");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            /none?x=1         | 203.0.113.7
            /orders           | 203.0.113.7
            """)
    void a_trusted_peer_names_the_client(String path, String peer) {
        handle(SERVICE, 1, GatewayKit.request("GET", path, "X-Env", "live", "X-Real-IP", "198.51.100.9"), List.of(peer),
                new Recorder(logged));
        assertThat(logged.get(0).exchange().request().client().address()).isEqualTo("198.51.100.9");
    }

    private void assertTold(String name, int port) throws IOException {
        assertThat(logged).hasSize(1);
        String document = LogDocument.of(logged.get(0));
        assertThat(document).doesNotContain("secret").doesNotContain("c2VjcmV0").doesNotContain("wrong");
        GoldenFile.assertHolds(GOLDEN.resolve(name + ".json"), IndentedJson.of(stable(document, port)));
    }

    /// Without what a release or a run changes.
    private static String stable(String document, int port) {
        return document.replace("\"port\":" + port + ",", "\"port\":\"PORT\",")
                .replaceFirst("(\"response\".*?\"size\":)\\d+", "$1\"SIZE\"").replace(Product.TOKEN, "headgate");
    }

    @Test
    void sizes_are_those_of_http_1_1() {
        handle(SERVICE, 1, GatewayKit.request("GET", "/none", "X", "ä"));
        LogEntry entry = logged.get(0);
        String head = entry.response().headers().fields().stream()
                .map(field -> field.name() + ": " + field.value() + "\r\n").collect(Collectors.joining());
        assertThat(entry.responseBytes())
                .isEqualTo(("HTTP/1.1 404 \r\n" + head + "\r\n" + entry.response().body().utf8()).length());
        assertThat(entry.requestBytes())
                .isEqualTo("GET /none HTTP/1.1\r\nX: ä\r\nHost: example.com\r\n\r\n".getBytes(UTF_8).length);
    }

    private Handled handle(String yaml, int port, Request request) {
        return handle(yaml, port, request, new Recorder(logged));
    }

    private Handled handle(String yaml, int port, Request request, Plugin... logging) {
        return handle(yaml, port, request, List.of(), logging);
    }

    private Handled handle(String yaml, int port, Request request, List<String> trusted, Plugin... logging) {
        ActiveGateway read = GatewayKit.active(yaml, port);
        Gateway file = read.compiled().gateway();
        List<PluginInstance> plugins = new ArrayList<>(file.plugins());
        List.of(logging).forEach(plugin -> plugins.add(PluginKit.instance(plugin)));
        Gateway gateway = new Gateway(file.services(), file.routes(), file.consumers(), file.credentials(), plugins,
                file.upstreams());
        ActiveGateway active = new ActiveGateway(
                CompiledGateway.of(gateway, TrustedPeers.of(trusted), new SplittableRandom(1)), read.resources(),
                read.auth());
        return new Router(proxy).handle(active, request, Attestation.NONE,
                Deadline.in(Duration.ofDays(1000), ticker));
    }
}
