package dev.headgate.functions;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.headgate.delivery.BackgroundDeliveries;
import dev.headgate.delivery.JdkSockets;
import dev.headgate.functions.TestApi.Style;
import dev.headgate.plugin.telemetry.EmbeddedMetrics;
import dev.headgate.plugin.telemetry.Telemetry;
import dev.headgate.router.ActiveGateway;
import dev.headgate.router.GatewayKit;
import dev.headgate.web.JdkWebClient;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// What has been sent by the time a function's answer is out, since Lambda freezes the process then.
class TelemetryTest {
    private final List<String> received = new CopyOnWriteArrayList<>();
    private final List<String> log = new CopyOnWriteArrayList<>();
    private HttpServer collector;

    @BeforeEach
    void start() throws IOException {
        collector = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        collector.createContext("/", exchange -> {
            received.add(new String(exchange.getRequestBody().readAllBytes(), UTF_8));
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        collector.start();
    }

    @AfterEach
    void stop() {
        collector.stop(0);
    }

    @ParameterizedTest
    @EnumSource(names = {"HTTP", "HTTP_V1", "REST"})
    void a_batch_that_would_wait_for_more_has_been_sent(Style style) {
        ActiveGateway gateway = GatewayKit.active("""
                routes: [{name: r, paths: [/]}]
                plugins:
                  - {name: request-termination, config: {status_code: 201}}
                  - name: http-log
                    config: {http_endpoint: "http://127.0.0.1:PORT/", queue: {max_batch_size: 100,
                             max_coalescing_delay: 3600}}
                  - {name: prometheus, config: {status_code_metrics: true}}
                """, collector.getAddress().getPort());
        BackgroundDeliveries deliveries = new BackgroundDeliveries(Duration.ofSeconds(30), System::nanoTime,
                lost -> log.add(lost.json()));
        Telemetry telemetry = new Telemetry(deliveries, new JdkSockets(), (_, _, line) -> log.add(line),
                new EmbeddedMetrics(gateway.resources().clock(), log::add));
        try (JdkWebClient web = new JdkWebClient();
                TestApi api = new TestApi(style, new ActiveGateway(gateway.compiled(),
                        gateway.resources().withWeb(web).withTelemetry(telemetry), gateway.auth()))) {
            assertThat(api.send(GatewayKit.request("GET", "/a")).status()).isEqualTo(201);
            assertThat(received).hasSize(1);
            assertThat(api.send(GatewayKit.request("GET", "/b")).status()).isEqualTo(201);
            assertThat(received).hasSize(2).allMatch(batch -> batch.startsWith("[{\"request\":{"));
            assertThat(log).hasSize(2).allMatch(line -> line.startsWith("{\"_aws\":{")
                    && line.endsWith("\"kong_http_requests_total\":1}"));
        }
        deliveries.close();
    }
}
