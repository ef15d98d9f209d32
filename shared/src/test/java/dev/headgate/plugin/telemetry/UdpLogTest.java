package dev.headgate.plugin.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headgate.plugin.PluginKit;
import java.io.IOException;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UdpLogTest {
    @AutoClose
    private final TelemetryKit kit = new TelemetryKit();

    @ParameterizedTest
    @CsvSource({"127.0.0.1", "localhost"})
    void an_entry_is_sent_as_a_datagram(String host) throws IOException {
        try (Receivers.Udp collector = new Receivers.Udp()) {
            LogEntry entry = TelemetryKit.proxied(200);
            kit.log(PluginKit.plugin(UdpLog.TYPE, "{host: " + host + ", port: " + collector.port() + "}"), entry);
            assertThat(collector.next()).isEqualTo(LogDocument.of(entry));
        }
    }

    @Test
    void what_has_no_address_is_lost_and_said() {
        kit.log(PluginKit.plugin(UdpLog.TYPE, "{host: nowhere.invalid, port: 9}"), TelemetryKit.proxied(200));
        assertThat(kit.undelivered()).containsExactly("udp-log: handler could not process entries: could not send data"
                + " to nowhere.invalid:9: the name leads nowhere",
                "udp-log: could not send entries due to max_retry_time exceeded. 1 queue entries were lost");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {host: a.test}                     | test.yaml:1:1 error HG0103 plugin udp-log config.port: required field missing.
            {host: a.test, port: 1, timeout: 5} | test.yaml:1:34 warning HG0305 plugin udp-log config.timeout: A datagram waits for nobody.
            """)
    void what_is_wrong_is_said(String config, String problem) {
        assertThat(PluginKit.problems(UdpLog.TYPE, config)).singleElement().asString().startsWith(problem);
    }
}
