package dev.headgate.router;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headgate.config.HeadgateSettings;
import dev.headgate.config.Settings;
import dev.headgate.health.HealthTracking;
import dev.headgate.plugin.PluginRegistry;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CompiledGatewayTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            # headgate.yaml                                                                     | client
            {}                                                                                  | 203.0.113.7
            {trusted_ips: [0.0.0.0/0]}                                                          | 192.0.2.9
            {real_ip_header: X-Forwarded-For}                                                   | 203.0.113.7
            {trusted_ips: [0.0.0.0/0], real_ip_header: X-Forwarded-For}                         | 10.0.0.1
            {trusted_ips: [203.0.113.7, 10.0.0.0/8], real_ip_header: X-Forwarded-For}           | 10.0.0.1
            {trusted_ips: [203.0.113.7, 10.0.0.0/8], real_ip_header: X-Forwarded-For, real_ip_recursive: true} | 198.51.100.4
            """)
    void the_settings_say_who_the_client_is(String file, String client) {
        Settings settings = HeadgateSettings.read("headgate.yaml", file).settings().orElseThrow();
        CompiledGateway compiled = CompiledGateway.of(GatewayKit.active("services: []", 1).compiled().gateway(),
                PluginRegistry.OWN, settings, HealthTracking.local(), new SplittableRandom(1));
        assertThat(compiled.clientAddress().of(GatewayKit.request("GET", "/", "X-Real-IP", "192.0.2.9",
                "X-Forwarded-For", "198.51.100.4, 10.0.0.1"))).isEqualTo(client);
    }
}
