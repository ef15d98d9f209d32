package dev.headgate.plugin.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headgate.http.Headers;
import dev.headgate.identity.Identity;
import dev.headgate.http.Response;
import dev.headgate.plugin.Exchange;
import dev.headgate.plugin.PluginKit;
import dev.headgate.plugin.Written;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ZipkinTest {
    private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";
    private static final String SPAN = "b7ad6b7169203331";
    private static final String PARENT = "00f067aa0ba902b7";

    @AutoClose
    private final TelemetryKit kit = new TelemetryKit();

    private static Zipkin plugin(String config, int port) {
        return PluginKit.plugin(Zipkin.TYPE,
                "{http_endpoint: \"http://127.0.0.1:" + port + "/api/v2/spans\", " + config + "}");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            sample_ratio: 1                             | GET /                                  | x-b3-traceid: HEX32 [+] x-b3-spanid: HEX16 [+] x-b3-parentspanid: HEX16 [+] x-b3-sampled: 1
            sample_ratio: 0                             | GET /                                  | x-b3-traceid: HEX32 [+] x-b3-spanid: HEX16 [+] x-b3-parentspanid: HEX16 [+] x-b3-sampled: 0
            sample_ratio: 1, traceid_byte_count: 8      | GET /                                  | x-b3-traceid: 0{16}HEX16 [+] x-b3-spanid: HEX16 [+] x-b3-parentspanid: HEX16 [+] x-b3-sampled: 1
            sample_ratio: 0                             | GET / + b3: TRACE-SPAN-1-PARENT        | b3: TRACE-HEX16-1-SPAN
            sample_ratio: 1                             | GET / + b3: TRACE-SPAN-0               | b3: TRACE-HEX16-SPAN
            sample_ratio: 1                             | GET / + traceparent: 00-TRACE-SPAN-00  | traceparent: 00-TRACE-HEX16-00
            sample_ratio: 1, header_type: w3c           | GET /                                  | x-b3-traceid: HEX32 [+] x-b3-spanid: HEX16 [+] x-b3-parentspanid: HEX16 [+] x-b3-sampled: 1 [+] traceparent: 00-HEX32-HEX16-01
            sample_ratio: 1, default_header_type: b3-single | GET /                              | b3: HEX32-HEX16-1-HEX16
            sample_ratio: 1, header_type: ignore, default_header_type: jaeger | GET /            | uber-trace-id: HEX32:HEX16:HEX16:01
            sample_ratio: 1, propagation: {extract: [b3], inject: [ot], default_format: b3} | GET / + b3: TRACE-SPAN-1 | b3: TRACE-SPAN-1 [+] ot-tracer-traceid: TRACE [+] ot-tracer-spanid: HEX16 [+] ot-tracer-sampled: 1
            """)
    void backends_are_told_of_traces(String config, String request, String fields) {
        Exchange told = kit.access(plugin(config, 1), ids(request));
        assertThat(Written.of(told.upstream())).matches(Pattern.compile(
                "GET / [+] " + ids(fields).replace("HEX32", "[0-9a-f]{32}").replace("HEX16", "[0-9a-f]{16}")));
    }

    private static String ids(String text) {
        return text.replace("TRACE", TRACE).replace("SPAN", SPAN).replace("PARENT", PARENT);
    }

    /// The spans that arrive, with `A`, `B` … for ids in the order in which they appear.
    private List<String> spans(String config, String request) throws IOException {
        try (Receivers.Http zipkin = new Receivers.Http("Content-Type")) {
            Zipkin plugin = plugin(config, zipkin.port());
            Exchange told = kit.access(plugin, ids(request)).withIdentity(new Identity.Verified(
                    Optional.of(PluginKit.consumer("alice")), new Identity.VerifiedCredential("key-1", ""), List.of(),
                    Headers.EMPTY, Optional.empty()));
            kit.log(plugin, TelemetryKit.proxied(200, told));
            assertThat(zipkin.received()).extracting(Receivers.Http.Received::head)
                    .allMatch("POST /api/v2/spans + Content-Type: application/json"::equals);
            Exchange shown = told;
            String proxy = shown.upstream().headers().first("b3").split("-")[1];
            return zipkin.received().stream().map(received -> received.text().replace(TRACE, "TRACE")
                    .replace(SPAN, "SPAN").replace(PARENT, "PARENT").replace(proxy, "PROXY")
                    .replaceAll("\"id\":\"[0-9a-f]{16}\"", "\"id\":\"NEW\"")).toList();
        }
    }

    @Test
    void three_spans_tell_of_a_request() throws IOException {
        assertThat(spans("include_credential: true",
                "GET /a?b=1 + b3: TRACE-SPAN-1-PARENT + Zipkin-Tags: x=1; bad; y = 2 z"))
                .containsExactly("""
                        [{"traceId":"TRACE","name":"GET (balancer try 1)","parentId":"SPAN","id":"NEW","kind":"CLIENT",\
                        "timestamp":1795602030005000,"duration":30000,"localEndpoint":{"serviceName":"kong"},\
                        "remoteEndpoint":{"serviceName":"service","port":8080,"ipv4":"192.0.2.1"},\
                        "tags":{"kong.balancer.try":"1","kong.service":"id-of-service","kong.service_name":"service",\
                        "kong.route":"id-of-route","kong.route_name":"route"}}]""", """
                        [{"traceId":"TRACE","name":"GET (proxy)","parentId":"SPAN","id":"PROXY","kind":"CLIENT",\
                        "timestamp":1795602030000000,"duration":40000,"localEndpoint":{"serviceName":"kong"},\
                        "remoteEndpoint":{"serviceName":"service","port":8080,"ipv4":"192.0.2.1"},\
                        "tags":{"peer.hostname":"backend.test","kong.service":"id-of-service",\
                        "kong.service_name":"service","kong.route":"id-of-route","kong.route_name":"route"},\
                        "annotations":[{"timestamp":1795602030035000,"value":"khs"},\
                        {"timestamp":1795602030035000,"value":"khf"},{"timestamp":1795602030035000,"value":"kbs"},\
                        {"timestamp":1795602030000000,"value":"kas"},{"timestamp":1795602030005000,"value":"kaf"},\
                        {"timestamp":1795602030040000,"value":"kbf"}]}]""", """
                        [{"traceId":"TRACE","name":"GET","parentId":"PARENT","id":"SPAN","kind":"SERVER",\
                        "timestamp":1795602030000000,"duration":40000,"localEndpoint":{"serviceName":"kong"},\
                        "remoteEndpoint":{"port":80,"ipv4":"203.0.113.7"},"tags":{"lc":"kong","http.method":"GET",\
                        "http.host":"example.com","http.path":"/a","x":"1","y":"2 z","http.status_code":"200",\
                        "kong.consumer":"id-of-alice","kong.credential":"key-1",\
                        "kong.node.id":"11111111-2222-4333-8444-555555555555"},\
                        "annotations":[{"timestamp":1795602030000000,"value":"krs"}]}]""");
    }

    @Test
    void names_tags_and_phases_are_told_as_asked_for() throws IOException {
        List<String> spans = spans("phase_duration_flavor: tags, http_span_name: method_path, local_service_name: edge,"
                + " default_service_name: other, include_credential: false, static_tags: [{name: a, value: b}]",
                "GET /a + b3: TRACE-SPAN-1");
        assertThat(spans.get(1)).contains("\"name\":\"GET /a (proxy)\"", "\"localEndpoint\":{\"serviceName\":\"edge\"}",
                "\"kong.access.duration_ms\":\"5\"", "\"kong.body_filter.duration_ms\":\"5\"")
                .doesNotContain("annotations");
        assertThat(spans.get(2)).contains("\"name\":\"GET /a\"", "\"a\":\"b\"", "\"serviceName\":\"other\"")
                .doesNotContain("kong.credential", "annotations", "parentId");
    }

    @Test
    void what_is_not_sampled_is_not_sent_and_neither_is_anything_without_an_endpoint() throws IOException {
        try (Receivers.Http zipkin = new Receivers.Http()) {
            kit.log(plugin("sample_ratio: 0", zipkin.port()), TelemetryKit.proxied(200));
            kit.log(PluginKit.plugin(Zipkin.TYPE, "{sample_ratio: 1}"), TelemetryKit.proxied(200));
            assertThat(zipkin.received()).isEmpty();
            kit.log(plugin("sample_ratio: 1, queue: {max_batch_size: 9}", zipkin.port()), TelemetryKit.answered(404));
            assertThat(zipkin.received()).singleElement().extracting(Receivers.Http.Received::text).asString()
                    .contains("\"http.status_code\":\"404\"").doesNotContain("balancer");
        }
    }

    @Test
    void clients_and_log_entries_get_the_id() {
        Zipkin plugin = plugin("sample_ratio: 1, http_response_header_for_traceid: X-Trace", 1);
        Exchange told = kit.access(plugin, "GET / + b3: " + TRACE + "-" + SPAN);
        assertThat(plugin.response(told, Response.of(200), PluginKit.context(plugin)).headers().first("X-Trace"))
                .isEqualTo(TRACE);
        assertThat(LogDocument.of(TelemetryKit.proxied(200, told)))
                .contains("\"trace_id\":{\"b3\":\"" + TRACE + "\"}");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {traceid_byte_count: 12}                                           | HG0107 plugin zipkin config.traceid_byte_count: 12: expected one of: 8, 16.
            {static_tags: [{name: lc, value: x}]}                              | HG0105 plugin zipkin config.static_tags[0].name: must not be one of: error, http.method,
            {static_tags: [{name: a, value: x}, {name: a, value: y}]}          | HG0108 plugin zipkin config.static_tags[1].name: repeated tags are not allowed: a Remove one of them.
            {header_type: b4}                                                  | HG0107 plugin zipkin config.header_type: "b4": expected one of: preserve, ignore, w3c, b3,
            """)
    void what_is_wrong_is_said(String config, String problem) {
        assertThat(PluginKit.problems(Zipkin.TYPE, config)).singleElement().asString().contains(problem);
    }
}
