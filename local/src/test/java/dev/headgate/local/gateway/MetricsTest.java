package dev.headgate.local.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headgate.config.Settings;
import dev.headgate.http.Response;
import dev.headgate.local.front.ApiKind;
import dev.headgate.local.front.RawClient;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class MetricsTest {
    private static final String PROMETHEUS = """
            _format_version: "3.0"
            routes: [{name: r, paths: [/]}]
            plugins:
              - {name: request-termination, config: {status_code: 201}}
              - {name: prometheus, config: {status_code_metrics: true}}
              - {name: file-log, config: {path: /dev/stdout}}
            """;

    @TempDir
    private Path folder;

    private static Response get(LocalGateway gateway, String target) throws IOException {
        try (RawClient client = new RawClient(gateway.statusAddress().orElseThrow().getPort())) {
            client.send("GET " + target + " HTTP/1.1\nHost: a.test\nConnection: close\n\n");
            return client.receive();
        }
    }

    @ParameterizedTest
    @EnumSource
    void prometheus_reads_what_was_counted_and_the_log_has_an_entry(ApiKind api) throws IOException {
        try (RunningGateway running = RunningGateway.start(folder, PROMETHEUS, api, Settings.Auth.EDGE)) {
            running.send("GET /a");
            running.send("GET /b");
            Response metrics = get(running.gateway(), "/metrics");
            assertThat(metrics.headers().first("Content-Type")).isEqualTo("text/plain; charset=UTF-8");
            assertThat(metrics.body().utf8()).isEqualTo("""
                    # HELP kong_http_requests_total Requests by status, service, route, consumer
                    # TYPE kong_http_requests_total counter
                    kong_http_requests_total{service="",route="r",code="201",source="kong",workspace="default",consumer=""} 2
                    """);
            assertThat(running.log()).anyMatch(line -> line.contains("\"uri\":\"/b\"")
                    && line.contains("\"response\":{\"status\":201"));
        }
    }

    @ParameterizedTest
    @CsvSource({"/", "/metrics/", "/status"})
    void nothing_else_is_there(String target) throws IOException {
        try (RunningGateway running = RunningGateway.start(folder, PROMETHEUS, ApiKind.HTTP, Settings.Auth.EDGE)) {
            assertThat(get(running.gateway(), target).status()).isEqualTo(404);
        }
    }

    @Test
    void without_the_plugin_no_port_is_opened() {
        try (RunningGateway running = RunningGateway.start(folder, """
                _format_version: "3.0"
                routes: [{name: r, paths: [/]}]
                """, ApiKind.HTTP, Settings.Auth.EDGE)) {
            assertThat(running.gateway().statusAddress()).isEmpty();
        }
    }
}
