package dev.headgate.plugin.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headgate.plugin.PluginKit;
import java.io.IOException;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LogglyTest {
    @AutoClose
    private final TelemetryKit kit = new TelemetryKit();

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource(delimiter = '|', textBlock = """
            200 |                                                        | <14>1 NOW gateway.test kong - - [token@41058 tag="kong"] ENTRY
            404 |                                                        | <14>1 NOW gateway.test kong - - [token@41058 tag="kong"] ENTRY
            200 | tags: [a, b]                                           | <14>1 NOW gateway.test kong - - [token@41058 tag="a" tag="b"] ENTRY
            200 | tags: []                                               | <14>1 NOW gateway.test kong - - [token@41058 ] ENTRY
            399 | successful_severity: notice                            | <13>1 NOW gateway.test kong - - [token@41058 tag="kong"] ENTRY
            400 | client_errors_severity: warning                        | <12>1 NOW gateway.test kong - - [token@41058 tag="kong"] ENTRY
            500 | server_errors_severity: crit                           | <10>1 NOW gateway.test kong - - [token@41058 tag="kong"] ENTRY
            500 | server_errors_severity: emerg, log_level: emerg        | <8>1 NOW gateway.test kong - - [token@41058 tag="kong"] ENTRY
            200 | successful_severity: debug, log_level: debug           | <15>1 NOW gateway.test kong - - [token@41058 tag="kong"] ENTRY
            """)
    void an_entry_is_sent_as_syslog(int status, String config, String datagram) throws IOException {
        try (Receivers.Udp collector = new Receivers.Udp()) {
            LogEntry entry = TelemetryKit.proxied(status);
            kit.log(plugin(config, collector.port()), entry);
            assertThat(collector.next()).isEqualTo(datagram.replace("NOW", "2026-11-25T10:20:30Z").replace("ENTRY",
                    LogDocument.of(entry)));
        }
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource(delimiter = '|', textBlock = """
            200 | log_level: notice
            399 | successful_severity: debug
            404 | client_errors_severity: info, log_level: warning
            503 | server_errors_severity: err, log_level: crit
            """)
    void what_is_less_grave_than_the_level_is_not_sent(int status, String config) throws IOException {
        try (Receivers.Udp collector = new Receivers.Udp()) {
            LogEntry entry = TelemetryKit.proxied(599);
            kit.log(plugin(config, collector.port()), TelemetryKit.proxied(status));
            kit.log(plugin("server_errors_severity: emerg", collector.port()), entry);
            assertThat(collector.next()).startsWith("<8>1 ");
        }
    }

    private static Loggly plugin(String config, int port) {
        return PluginKit.plugin(Loggly.TYPE, "{key: token, host: 127.0.0.1, port: " + port
                + (config == null ? "" : ", " + config) + "}");
    }

    @Test
    void the_token_is_shown_to_nobody() {
        assertThat(plugin(null, 514)).asString().doesNotContain("token");
        assertThat(PluginKit.problems(Loggly.TYPE, "{key: 5}").toString()).doesNotContain("5:");
    }
}
