package dev.headgate.plugin.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headgate.plugin.PluginKit;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DatadogTest {
    @AutoClose
    private final TelemetryKit kit = new TelemetryKit();

    private List<String> sent(String config, LogEntry entry, int datagrams) throws IOException {
        try (Receivers.Udp agent = new Receivers.Udp()) {
            kit.log(PluginKit.plugin(Datadog.TYPE, "{host: 127.0.0.1, port: " + agent.port() + config + "}"), entry);
            List<String> sent = new ArrayList<>();
            for (int i = 0; i < datagrams; i++) {
                sent.add(agent.next());
            }
            return sent;
        }
    }

    @Test
    void six_metrics_are_sent_of_every_request() throws IOException {
        LogEntry entry = TelemetryKit.proxied(200);
        assertThat(sent("", entry, 6)).containsExactlyInAnyOrder(
                "kong.request.count:1|c|#name:service,status:200,app:kong",
                "kong.latency:40|ms|#name:service,status:200,app:kong",
                "kong.request.size:" + entry.requestBytes() + "|ms|#name:service,status:200,app:kong",
                "kong.response.size:" + entry.responseBytes() + "|ms|#name:service,status:200,app:kong",
                "kong.upstream_latency:30|ms|#name:service,status:200,app:kong",
                "kong.kong_latency:5|ms|#name:service,status:200,app:kong");
    }

    @ParameterizedTest
    @CsvSource(delimiterString = " => ", textBlock = """
            {name: latency, stat_type: distribution} => kong.latency:40|d|#name:service,status:200
            {name: latency, stat_type: histogram, consumer_identifier: username} => kong.latency:40|h|#name:service,status:200,consumer:alice
            {name: latency, stat_type: timer, consumer_identifier: consumer_id} => kong.latency:40|ms|#name:service,status:200,consumer:id_of_alice
            {name: latency, stat_type: timer, consumer_identifier: custom_id} => kong.latency:40|ms|#name:service,status:200
            {name: request_count, stat_type: counter, sample_rate: 0.5, tags: [a:b, c]} => kong.request.count:1|c|@0.5|#name:service,status:200,a:b,c
            """)
    void metrics_are_sent_as_asked_for(String metric, String datagram) throws IOException {
        assertThat(sent(", metrics: [" + metric + "]", TelemetryKit.proxied(200), 1)).containsExactly(datagram);
    }

    @Test
    void tags_and_prefix_have_the_names_that_are_asked_for() throws IOException {
        String config = ", prefix: api, service_name_tag: svc, status_tag: code, consumer_tag: who,"
                + " metrics: [{name: upstream_latency, stat_type: gauge, sample_rate: 1, consumer_identifier: username}]";
        assertThat(sent(config, TelemetryKit.proxied(200), 1))
                .containsExactly("api.upstream_latency:30|g|#svc:service,code:200,who:alice");
        assertThat(sent(config, TelemetryKit.answered(404), 1))
                .containsExactly("api.upstream_latency:-1|g|#svc:service,code:404");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {}                | test.yaml:1:1 warning HG0305 plugin datadog config.host: localhost: no server runs beside a Lambda function, so that there the metrics go nowhere. Name a host that the function can reach; or use prometheus, whose metrics go to CloudWatch.
            {host: 127.0.0.1} | test.yaml:1:8 warning HG0305 plugin datadog config.host: 127.0.0.1: no server runs beside a Lambda function, so that there the metrics go nowhere. Name a host that the function can reach; or use prometheus, whose metrics go to CloudWatch.
            {host: a.test, metrics: [{name: latency, stat_type: counter}]} | test.yaml:1:26 error HG0103 plugin datadog config.metrics[0].sample_rate: required field missing with stat_type: counter. Write sample_rate: 1.
            {host: a.test, metrics: [{name: latency, stat_type: timer, tags: ["a:"]}]} | test.yaml:1:67 error HG0105 plugin datadog config.metrics[0].tags[0]: invalid value: a: Write name:value.
            """)
    void what_is_wrong_is_said(String config, String problem) {
        assertThat(PluginKit.problems(Datadog.TYPE, config)).containsExactly(problem);
    }
}
