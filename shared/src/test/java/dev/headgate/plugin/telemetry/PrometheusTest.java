package dev.headgate.plugin.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headgate.plugin.PluginKit;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PrometheusTest {
    @AutoClose
    private final TelemetryKit kit = new TelemetryKit();

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource(delimiter = '|', emptyValue = "", textBlock = """
            200 | {status_code_metrics: true}                     | kong_http_requests_total service,route,200,service,default, 1
            200 | {status_code_metrics: true, per_consumer: true} | kong_http_requests_total service,route,200,service,default,alice 1
            404 | {status_code_metrics: true, per_consumer: true} | kong_http_requests_total service,route,404,kong,default, 1
            200 | {latency_metrics: true}                         | kong_request_latency_ms service,route,default 40; kong_upstream_latency_ms service,route,default 30; kong_kong_latency_ms service,route,default 5
            404 | {latency_metrics: true}                         | kong_request_latency_ms service,route,default 2; kong_kong_latency_ms service,route,default 2
            404 | {bandwidth_metrics: true}                       | kong_bandwidth_bytes service,route,ingress,default, 19; kong_bandwidth_bytes service,route,egress,default, 17
            200 | {bandwidth_metrics: true, per_consumer: true}   | kong_bandwidth_bytes service,route,ingress,default,alice 31; kong_bandwidth_bytes service,route,egress,default,alice 27
            200 | {}                                              | ''
            """)
    void what_is_asked_for_is_measured(int status, String config, String measured) {
        LogEntry entry = status == 200 ? TelemetryKit.proxied(status) : TelemetryKit.answered(status);
        kit.log(PluginKit.plugin(Prometheus.TYPE, config), entry);
        assertThat(kit.measured()).extracting(PrometheusTest::line)
                .isEqualTo(measured.isEmpty() ? List.of() : List.of(measured.split("; ")));
    }

    @Test
    void requests_that_plugins_could_not_count_are_told_of_whatever_is_asked_for() {
        kit.log(PluginKit.plugin(Prometheus.TYPE, "{}"),
                TelemetryKit.uncounted(TelemetryKit.proxied(200), "rate-limiting", "response-ratelimiting"));
        assertThat(kit.measured()).extracting(PrometheusTest::line).containsExactly(
                "headgate_uncounted_requests_total service,route,rate-limiting,default 1",
                "headgate_uncounted_requests_total service,route,response-ratelimiting,default 1");
    }

    private static String line(Measurement measurement) {
        return measurement.metric().name() + " " + String.join(",", measurement.labels()) + " "
                + Numbers.shown(measurement.value());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {ai_metrics: true}              | config.ai_metrics: Headgate measures nothing of language models.
            {upstream_health_metrics: true} | config.upstream_health_metrics: Each function's process sees its own part of the traffic only, so that it has no health to show.
            {wasm_metrics: true}            | config.wasm_metrics: There are no Wasm filters.
            """)
    void what_cannot_be_measured_is_said(String config, String warning) {
        assertThat(PluginKit.problems(Prometheus.TYPE, config)).singleElement().asString()
                .contains("warning HG0305 plugin prometheus").contains(warning.substring(warning.indexOf(' ') + 1));
    }

    @Test
    void cloudwatch_takes_the_metrics_out_of_lines_of_the_log() {
        List<String> lines = new ArrayList<>();
        EmbeddedMetrics metrics = new EmbeddedMetrics(InstantSource.fixed(PluginKit.NOW), lines::add);
        kit.log(PluginKit.plugin(Prometheus.TYPE, "{status_code_metrics: true, latency_metrics: true}"),
                TelemetryKit.proxied(200));
        metrics.record(kit.measured());
        assertThat(lines).containsExactly("""
                {"_aws":{"Timestamp":1795602030000,"CloudWatchMetrics":[{"Namespace":"Headgate",\
                "Dimensions":[["service","route","code","source","workspace"]],\
                "Metrics":[{"Name":"kong_http_requests_total","Unit":"Count"}]}]},"service":"service","route":"route",\
                "code":"200","source":"service","workspace":"default","kong_http_requests_total":1}""", """
                {"_aws":{"Timestamp":1795602030000,"CloudWatchMetrics":[{"Namespace":"Headgate",\
                "Dimensions":[["service","route","workspace"]],\
                "Metrics":[{"Name":"kong_request_latency_ms","Unit":"Milliseconds"},\
                {"Name":"kong_upstream_latency_ms","Unit":"Milliseconds"},\
                {"Name":"kong_kong_latency_ms","Unit":"Milliseconds"}]}]},"service":"service","route":"route",\
                "workspace":"default","kong_request_latency_ms":40,"kong_upstream_latency_ms":30,\
                "kong_kong_latency_ms":5}""");
    }

    @Test
    void a_process_that_lives_adds_the_metrics_up() {
        MetricsRegistry registry = new MetricsRegistry();
        Prometheus plugin = PluginKit.plugin(Prometheus.TYPE, "{status_code_metrics: true, latency_metrics: true}");
        kit.log(plugin, TelemetryKit.proxied(200), TelemetryKit.proxied(200), TelemetryKit.answered(404));
        registry.record(kit.measured());
        assertThat(registry.text()).contains("""
                # HELP kong_http_requests_total Requests by status, service, route, consumer
                # TYPE kong_http_requests_total counter
                kong_http_requests_total{service="service",route="route",code="200",source="service",workspace="default",consumer=""} 2
                kong_http_requests_total{service="service",route="route",code="404",source="kong",workspace="default",consumer=""} 1
                """).contains("# TYPE kong_upstream_latency_ms histogram\n", """
                kong_upstream_latency_ms_bucket{service="service",route="route",workspace="default",le="25"} 0
                kong_upstream_latency_ms_bucket{service="service",route="route",workspace="default",le="50"} 2
                """, """
                kong_upstream_latency_ms_bucket{service="service",route="route",workspace="default",le="+Inf"} 2
                kong_upstream_latency_ms_count{service="service",route="route",workspace="default"} 2
                kong_upstream_latency_ms_sum{service="service",route="route",workspace="default"} 60
                """);
    }

    @Test
    void labels_are_escaped() {
        MetricsRegistry registry = new MetricsRegistry();
        registry.record(List.of(new Measurement(Prometheus.KONG_LATENCY, List.of("a\"b", "c\\d", "e\nf"), 0.5)));
        assertThat(registry.text()).contains("_sum{service=\"a\\\"b\",route=\"c\\\\d\",workspace=\"e\\nf\"} 0.5\n");
    }
}
