package dev.headgate.plugin.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headgate.plugin.PluginKit;
import dev.headgate.plugin.Written;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StatsdTest {
    private static final String LATENCY = "metrics: [{name: latency, stat_type: timer}]";

    @AutoClose
    private final TelemetryKit kit = new TelemetryKit();

    private static Statsd plugin(String config, int port) {
        return PluginKit.plugin(Statsd.TYPE, "{host: 127.0.0.1, port: " + port + ", " + config + "}");
    }

    private List<String> sent(String config, LogEntry entry, int datagrams) throws IOException {
        try (Receivers.Udp server = new Receivers.Udp()) {
            kit.log(plugin(config, server.port()), entry);
            List<String> sent = new ArrayList<>();
            for (int i = 0; i < datagrams; i++) {
                sent.add(server.next());
            }
            return sent;
        }
    }

    @Test
    void everything_is_sent_of_every_request() throws IOException {
        LogEntry entry = TelemetryKit.proxied(200);
        assertThat(sent("consumer_identifier_default: username", entry, 12)).containsExactly(
                "kong.service.service.request.count:1|c", "kong.service.service.latency:40|ms",
                "kong.service.service.request.size:" + entry.requestBytes() + "|c",
                "kong.service.service.status.200:1|c",
                "kong.service.service.response.size:" + entry.responseBytes() + "|c",
                "kong.service.service.user.uniques:alice|s", "kong.service.service.user.alice.request.count:1|c",
                "kong.service.service.upstream_latency:30|ms", "kong.service.service.kong_latency:5|ms",
                "kong.service.service.user.alice.status.200:1|c",
                "kong.service.service.workspace.0dc6f45b-8f8d-40d2-a504-473544ee190b.status.200:1|c",
                "kong.route.id-of-route.user.alice.status.200:1|c");
    }

    @Test
    void a_request_by_nobody_has_no_user_and_one_without_a_backend_no_wait_for_it() throws IOException {
        assertThat(sent("prefix: api", TelemetryKit.answered(404), 7)).extracting(line -> line.replaceAll("\\d+", "N"))
                .containsExactly("api.service.service.request.count:N|c", "api.service.service.latency:N|ms",
                        "api.service.service.request.size:N|c", "api.service.service.status.N:N|c",
                        "api.service.service.response.size:N|c", "api.service.service.kong_latency:N|ms",
                        "api.service.service.workspace.NdcNfNb-NfNd-NdN-aN-NeeNb.status.N:N|c");
    }

    @ParameterizedTest
    @CsvSource(delimiterString = " => ", textBlock = """
            {name: latency, stat_type: histogram} => kong.service.service.latency:40|h
            {name: latency, stat_type: meter, service_identifier: service_host} => kong.service.backend_test.latency:40|m
            {name: latency, stat_type: timer, service_identifier: service_id} => kong.service.id-of-service.latency:40|ms
            {name: request_count, stat_type: counter, sample_rate: 0.25} => kong.service.service.request.count:1|c|@0.25
            {name: unique_users, stat_type: set, consumer_identifier: consumer_id} => kong.service.service.user.uniques:id-of-alice|s
            {name: status_count_per_workspace, stat_type: counter, sample_rate: 1, workspace_identifier: workspace_name} => kong.service.service.workspace.default.status.200:1|c
            """)
    void metrics_are_sent_as_asked_for(String metric, String datagram) throws IOException {
        assertThat(sent("metrics: [" + metric + "]", TelemetryKit.proxied(200), 1)).containsExactly(datagram);
    }

    @ParameterizedTest
    @CsvSource(delimiterString = " => ", quoteCharacter = '`', textBlock = """
            hostname_in_prefix: true => kong.node.gateway_test.service.service.latency:40|ms
            tag_style: dogstatsd => kong.latency:40|ms|#service:service,route:route,workspace:0dc6f45b-8f8d-40d2-a504-473544ee190b,node:gateway_test,status:200
            tag_style: influxdb, workspace_identifier_default: workspace_name => kong.latency,service=service,route=route,workspace=default,node=gateway_test,status=200:40|ms
            tag_style: librato, workspace_identifier_default: workspace_name => kong.latency#service=service,route=route,workspace=default,node=gateway_test,status=200:40|ms
            tag_style: signalfx, workspace_identifier_default: workspace_name, consumer_identifier_default: username => kong.latency[service=service,route=route,workspace=default,consumer=alice,node=gateway_test,status=200]:40|ms
            tag_style: signalfx, hostname_in_prefix: true, service_identifier_default: service_id, workspace_identifier_default: workspace_name => kong.latency[service=id-of-service,route=route,workspace=default,node=gateway_test,status=200]:40|ms
            """)
    void names_and_tags_tell_where_it_was(String config, String datagram) throws IOException {
        assertThat(sent(LATENCY + ", " + config, TelemetryKit.proxied(200), 1)).containsExactly(datagram);
    }

    @Test
    void with_tags_only_numbers_are_sent() throws IOException {
        assertThat(sent("tag_style: dogstatsd, metrics: [{name: status_count, stat_type: counter, sample_rate: 1},"
                + " {name: unique_users, stat_type: set}, {name: kong_latency, stat_type: timer}]",
                TelemetryKit.proxied(200), 1)).singleElement().asString().startsWith("kong.kong_latency:5|ms|#");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            200 | ["200-299"]            | true
            299 | ["200-299"]            | true
            300 | ["200-299"]            | false
            404 | ["200-299", "404-404"] | true
            """)
    void only_statuses_that_are_allowed_are_told_of(int status, String ranges, boolean isTold) throws IOException {
        try (Receivers.Udp server = new Receivers.Udp()) {
            kit.log(plugin(LATENCY + ", prefix: first, allow_status_codes: " + ranges, server.port()),
                    TelemetryKit.proxied(status));
            kit.log(plugin(LATENCY + ", prefix: last", server.port()), TelemetryKit.proxied(200));
            assertThat(server.next()).startsWith(isTold ? "first" : "last");
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            5  | a, bb, ccc      | a+bb, ccc
            4  | a, bb, ccc      | a+bb, ccc
            3  | a, bb, ccc      | a, bb, ccc
            2  | a, bb, ccc, d   | a, bb, ccc, d
            99 | a, bb, ccc      | a+bb+ccc
            """)
    void datagrams_are_filled(int bytesMax, String lines, String datagrams) {
        assertThat(StatLine.packed(List.of(lines.split(", ")), bytesMax))
                .containsExactly(datagrams.replace('+', '\n').split(", "));
    }

    @Test
    void metrics_share_a_datagram_or_a_connection() throws Exception {
        String config = "metrics: [{name: latency, stat_type: timer}, {name: kong_latency, stat_type: timer}]";
        assertThat(sent(config + ", udp_packet_size: 1000", TelemetryKit.proxied(200), 1))
                .containsExactly("kong.service.service.latency:40|ms\nkong.service.service.kong_latency:5|ms");
        try (Receivers.Tcp server = new Receivers.Tcp()) {
            kit.log(plugin(config + ", use_tcp: true", server.port()), TelemetryKit.proxied(200));
            assertThat(server.next())
                    .isEqualTo("kong.service.service.latency:40|ms\nkong.service.service.kong_latency:5|ms\n");
        }
    }

    @Test
    void a_request_without_a_service_is_unmatched() {
        LogEntry entry = TelemetryKit.withoutService(404,
                PluginKit.exchange(Written.request("GET /a")));
        StatsdMetrics.Metric latency = new StatsdMetrics.Metric("latency", StatLine.StatType.TIMER, 1, "username",
                "service_name", "workspace_id");
        assertThat(new StatsdMetrics("kong", false, List.of(latency), StatsdMetrics.TagStyle.NONE).lines(entry, "n"))
                .containsExactly("kong.global.unmatched.latency:40|ms");
        assertThat(new StatsdMetrics("kong", false, List.of(latency), StatsdMetrics.TagStyle.DOGSTATSD).lines(entry,
                "n")).containsExactly("kong.latency:40|ms");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {}                                              | test.yaml:1:1 warning HG0305 plugin statsd config.host: localhost: no server runs beside a Lambda function
            {host: a.test, allow_status_codes: ["2xx"]}     | test.yaml:1:37 error HG0105 plugin statsd config.allow_status_codes[0]: invalid value: 2xx. Write a range: 200-299.
            {host: a.test, metrics: [{name: latency, stat_type: gauge}]} | test.yaml:1:26 error HG0103 plugin statsd config.metrics[0].sample_rate: required field missing with stat_type: gauge. Write sample_rate: 1.
            {host: a.test, metrics: [{name: shdict_usage, stat_type: timer}]} | test.yaml:1:33 warning HG0305 plugin statsd config.metrics[0].name: shdict_usage: there is no shared memory of nginx to measure. Remove it.
            """)
    void what_is_wrong_is_said(String config, String problem) {
        assertThat(PluginKit.problems(Statsd.TYPE, config)).singleElement().asString().startsWith(problem);
    }
}
