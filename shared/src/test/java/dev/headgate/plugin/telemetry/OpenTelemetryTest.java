package dev.headgate.plugin.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headgate.http.Response;
import dev.headgate.plugin.Exchange;
import dev.headgate.plugin.PluginKit;
import dev.headgate.plugin.Written;
import java.io.IOException;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OpenTelemetryTest {
    private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";
    private static final String SPAN = "b7ad6b7169203331";

    @AutoClose
    private final TelemetryKit kit = new TelemetryKit();

    private static OpenTelemetry plugin(String config, int port) {
        return PluginKit.plugin(OpenTelemetry.TYPE,
                "{traces_endpoint: \"http://127.0.0.1:" + port + "/v1/traces\", " + config + "}");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            sampling_rate: 1                             | GET /                                 | traceparent: 00-[0-9a-f]{32}-[0-9a-f]{16}-01
            sampling_rate: 0                             | GET /                                 | traceparent: 00-[0-9a-f]{32}-[0-9a-f]{16}-00
            sampling_rate: 1                             | GET / + traceparent: 00-TRACE-SPAN-01 | traceparent: 00-TRACE-(?!SPAN)[0-9a-f]{16}-01
            sampling_rate: 1                             | GET / + traceparent: 00-TRACE-SPAN-00 | traceparent: 00-TRACE-(?!SPAN)[0-9a-f]{16}-00
            sampling_rate: 1                             | GET / + b3: TRACE-SPAN-1              | b3: TRACE-(?!SPAN)[0-9a-f]{16}-1-[0-9a-f]{16}
            sampling_rate: 1, header_type: gcp           | GET / + x-amzn-trace-id: Root=1-0af76519-16cd43dd8448eb211c80319c | x-amzn-trace-id: Root=1-0af76519-16cd43dd8448eb211c80319c;Parent=[0-9a-f]{16};Sampled=1 [+] x-cloud-trace-context: TRACE/[0-9]+;o=1
            sampling_rate: 1, header_type: ignore        | GET / + b3: TRACE-SPAN-1              | b3: TRACE-SPAN-1 [+] traceparent: 00-(?!TRACE)[0-9a-f]{32}-[0-9a-f]{16}-01
            sampling_rate: 1, propagation: {extract: [w3c], clear: [traceparent], inject: [datadog], default_format: w3c} | GET / + traceparent: 00-TRACE-SPAN-01 | x-datadog-trace-id: 9532127138774266268 [+] x-datadog-parent-id: [0-9]+ [+] x-datadog-sampling-priority: 1
            sampling_rate: 1, propagation: {default_format: aws} | GET / | x-amzn-trace-id: Root=1-[0-9a-f]{8}-[0-9a-f]{24};Parent=[0-9a-f]{16};Sampled=1
            """)
    void backends_are_told_of_traces(String config, String request, String fields) {
        Exchange told = kit.access(plugin(config, 1), request.replace("TRACE", TRACE).replace("SPAN", SPAN));
        assertThat(Written.of(told.upstream())).matches(
                Pattern.compile("GET / [+] " + fields.replace("TRACE", TRACE).replace("SPAN", SPAN)));
    }

    @Test
    void spans_of_a_request_go_to_the_collector() throws IOException {
        try (Receivers.Http collector = new Receivers.Http("Content-Type", "X-Key")) {
            OpenTelemetry plugin = plugin("sampling_rate: 1, headers: {X-Key: k}, resource_attributes: {team: shop,"
                    + " service.name: edge}", collector.port());
            Exchange told = kit.access(plugin,
                    "GET /a?apikey=secret&b=1 + traceparent: 00-" + TRACE + "-" + SPAN + "-01");
            String balancer = told.upstream().headers().first("traceparent").split("-")[2];
            kit.log(plugin, TelemetryKit.withCredentials(TelemetryKit.proxied(200, told), "apikey"));
            assertThat(collector.received()).singleElement().extracting(Receivers.Http.Received::head)
                    .isEqualTo("POST /v1/traces + Content-Type: application/x-protobuf + X-Key: k");
            List<String> lines = ProtobufText.of(collector.received().get(0).body().bytes());
            String root = lines.get(1).split(" ")[3];
            assertThat(lines.get(0)).isEqualTo(
                    "resource service.name=edge service.instance.id=11111111-2222-4333-8444-555555555555 team=shop");
            assertThat(lines.get(1)).isEqualTo("trace " + TRACE + " span " + root + " parent " + SPAN
                    + " kong kind 2 ms 40 http.method=GET http.url=http://example.com/a?apikey=REDACTED&b=1"
                    + " http.host=example.com http.scheme=http http.client_ip=203.0.113.7 net.peer.ip=203.0.113.7"
                    + " kong.request.id=0123456789abcdef0123456789abcdef http.status_code=200 http.route=/");
            assertThat(lines.get(2)).matches("trace " + TRACE + " span [0-9a-f]{16} parent " + root
                    + " kong.access.plugin.key-auth kind 1 ms 1");
            assertThat(lines.get(3)).isEqualTo("trace " + TRACE + " span " + balancer + " parent " + root
                    + " kong.balancer kind 3 ms 33 try_count=1.0 net.peer.ip=192.0.2.1 net.peer.port=8080.0"
                    + " net.peer.name=backend.test");
            assertThat(kit.undelivered()).isEmpty();
        }
    }

    @Test
    void a_request_that_never_came_to_the_plugin_has_a_trace_of_its_own() throws IOException {
        try (Receivers.Http collector = new Receivers.Http()) {
            kit.log(plugin("sampling_rate: 1", collector.port()), TelemetryKit.answered(404));
            assertThat(ProtobufText.of(collector.received().get(0).body().bytes())).hasSize(2).last().asString()
                    .matches("trace [0-9a-f]{32} span [0-9a-f]{16} kong kind 2 ms 2 .* http.status_code=404 .*");
        }
    }

    @Test
    void what_is_not_sampled_is_not_sent() throws IOException {
        try (Receivers.Http collector = new Receivers.Http()) {
            kit.log(plugin("sampling_rate: 0", collector.port()), TelemetryKit.proxied(200));
            assertThat(collector.received()).isEmpty();
        }
    }

    @Test
    void an_answer_other_than_200_is_a_failure() throws IOException {
        try (Receivers.Http collector = new Receivers.Http()) {
            collector.answer(202);
            kit.log(plugin("sampling_rate: 1, queue: {max_retry_time: -1}", collector.port()),
                    TelemetryKit.answered(200));
            assertThat(kit.undelivered()).hasSize(2).first()
                    .isEqualTo("opentelemetry: handler could not process entries: response error: 202");
        }
    }

    @Test
    void clients_and_log_entries_get_the_id() {
        OpenTelemetry plugin = plugin("sampling_rate: 1, http_response_header_for_traceid: X-Trace", 1);
        Exchange told = kit.access(plugin, "GET / + traceparent: 00-" + TRACE + "-" + SPAN + "-01");
        assertThat(plugin.response(told, Response.of(200), PluginKit.context(plugin)).headers().first("X-Trace"))
                .isEqualTo(TRACE);
        assertThat(LogDocument.of(TelemetryKit.proxied(200, told)))
                .contains("\"trace_id\":{\"w3c\":\"" + TRACE + "\"}");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            0000000000000080ffffffffffffffff | 0.6    | true
            0000000000000080ffffffffffffffff | 0.4    | false
            ffffffffffffffff0000000000000000 | 0.9999 | false
            ffffffffffffffff0000000000000000 | 1      | true
            00000000000000000000000000000001 | 0.0001 | true
            00000000000000000000000000000001 | 0      | false
            """)
    void the_traces_id_decides_whether_it_is_recorded(String traceId, double rate, boolean isSampled) {
        assertThat(TraceIds.isSampled(traceId, rate)).isEqualTo(isSampled);
    }

    @Test
    void without_an_endpoint_nobody_is_told_anything() {
        OpenTelemetry plugin = PluginKit.plugin(OpenTelemetry.TYPE, "{logs_endpoint: \"http://a.test/v1/logs\"}");
        assertThat(Written.of(kit.access(plugin, "GET /").upstream())).isEqualTo("GET /");
        kit.log(plugin, TelemetryKit.proxied(200));
        assertThat(kit.undelivered()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {}                                                   | error HG0108 plugin opentelemetry config: at least one of these fields must be non-empty: 'config.traces_endpoint', 'config.logs_endpoint'. Write traces_endpoint: the collector's URL.
            {endpoint: "http://a.test/"}                         | warning HG0304 plugin opentelemetry config.endpoint:
            {traces_endpoint: "http://a.test/", logs_endpoint: "http://a.test/"} | warning HG0305 plugin opentelemetry config.logs_endpoint: Kong sends lines
            {traces_endpoint: "http://a.test/", batch_span_count: 5} | warning HG0304 plugin opentelemetry config.batch_span_count: deprecated; read as queue.max_batch_size
            {traces_endpoint: "http://a.test/", resource_attributes: {a: "$(headers.host)"}} | error HG0105 plugin opentelemetry config.resource_attributes.a: $(headers.host): templates are not rendered here. Write the value itself.
            {traces_endpoint: "http://a.test/", sampling_rate: 2} | error HG0106 plugin opentelemetry config.sampling_rate: 2: value should be between 0 and 1.
            """)
    void what_is_wrong_is_said(String config, String problem) {
        assertThat(PluginKit.problems(OpenTelemetry.TYPE, config)).singleElement().asString().contains(problem);
    }
}
