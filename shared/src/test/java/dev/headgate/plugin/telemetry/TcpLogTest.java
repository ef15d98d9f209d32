package dev.headgate.plugin.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headgate.plugin.PluginKit;
import dev.headgate.proxy.TestCertificate;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Path;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TcpLogTest {
    @AutoClose
    private final TelemetryKit kit = new TelemetryKit();

    private static TcpLog plugin(String config, int port) {
        return PluginKit.plugin(TcpLog.TYPE, config.replace("PORT", Integer.toString(port)));
    }

    @Test
    void an_entry_is_sent_as_a_line() throws Exception {
        try (Receivers.Tcp collector = new Receivers.Tcp()) {
            LogEntry entry = TelemetryKit.proxied(200);
            kit.log(plugin("{host: 127.0.0.1, port: PORT}", collector.port()), entry);
            assertThat(collector.next()).isEqualTo(LogDocument.of(entry) + "\n");
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {host: 127.0.0.1, port: PORT, tls: true}
            {host: localhost, port: PORT, tls: true, tls_sni: a.test}
            """)
    void an_entry_is_sent_over_tls_to_whoever_is_there(String config, @TempDir Path folder) throws Exception {
        try (Receivers.Tcp collector = new Receivers.Tcp(TestCertificate.in(folder).server().getServerSocketFactory()
                .createServerSocket(0, 50, InetAddress.getLoopbackAddress()))) {
            LogEntry entry = TelemetryKit.proxied(200);
            kit.log(plugin(config, collector.port()), entry);
            assertThat(collector.next()).isEqualTo(LogDocument.of(entry) + "\n");
        }
    }

    @Test
    void what_nobody_takes_is_lost_and_said() throws IOException {
        // Bound, so that nobody else gets the port, and not listening, so that nobody answers there.
        try (Socket nobody = new Socket()) {
            nobody.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            int port = nobody.getLocalPort();
            kit.log(plugin("{host: 127.0.0.1, port: PORT}", port), TelemetryKit.proxied(200));
            assertThat(kit.undelivered()).hasSize(2).first().asString()
                    .startsWith("tcp-log: handler could not process entries: failed to send data to 127.0.0.1:" + port);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {port: 1}                          | test.yaml:1:1 error HG0103 plugin tcp-log config.host: required field missing. The name or IP address to send to.
            {host: "a.test:1", port: 1}        | test.yaml:1:8 error HG0105 plugin tcp-log config.host: invalid value: a.test:1. Write a name or an IP address, and the port in its own field.
            {host: a.test, port: 70000}        | test.yaml:1:22 error HG0106 plugin tcp-log config.port: 70000: value should be between 0 and 65535.
            {host: a.test, port: 1, custom_fields_by_lua: {a: b}} | test.yaml:1:47 error HG0202 plugin tcp-log config.custom_fields_by_lua: Headgate does not run Lua. Remove it, and add the fields where the entries arrive.
            """)
    void what_is_wrong_is_said(String config, String problem) {
        assertThat(PluginKit.problems(TcpLog.TYPE, config)).containsExactly(problem);
    }
}
