package dev.headgate.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headgate.diagnostic.Diagnostic;
import dev.headgate.diagnostic.Severity;
import dev.headgate.model.Gateway;
import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;

class KongReaderTest {
    private static final Instant NOW = Instant.parse("2026-11-25T10:20:30Z");

    private static Reading read(String text) {
        return new KongReader(InstantSource.fixed(NOW)).read("kong.yaml", text);
    }

    private static Gateway gateway(String text) {
        Reading reading = read(text);
        assertThat(reading.diagnostics()).isEmpty();
        return reading.gateway().orElseThrow();
    }

    @Test
    void services_routes_consumers_and_keys_are_read() {
        Gateway gateway = gateway("""
                _format_version: "3.0"
                services:
                - name: orders
                  url: http://orders.internal:8080/api
                  routes:
                  - name: orders
                    paths: [/orders]
                consumers:
                - username: alice
                  keyauth_credentials:
                  - key: secret
                """);
        assertThat(gateway.services()).singleElement().satisfies(service -> {
            assertThat(service.host()).isEqualTo("orders.internal");
            assertThat(service.port()).isEqualTo(8080);
            assertThat(service.path()).isEqualTo("/api");
        });
        assertThat(gateway.routes()).singleElement()
                .satisfies(route -> assertThat(route.service()).contains(gateway.services().get(0)));
        assertThat(gateway.credentials()).hasSize(1);
    }

    @Test
    void every_mistake_is_reported_in_one_run() {
        Reading reading = read("""
                _format_version: 3.0
                services:
                - name: or ders
                  host: http://x
                  port: 70000
                  retries: "5"
                  routes:
                  - paths: ["orders", "/a/../b", "~/x(?!y)", "/%zz", "/a//b"]
                    methods: [get]
                    hosts: ["*", "a.*.b"]
                    protocols: [grpc]
                    service: other
                  plugins:
                  - name: rate-limitin
                  - name: hmac-auth
                consumers:
                - custom: 1
                  keyauth_credentials:
                  - key: 123
                certificates: [{cert: x}]
                plugins:
                - name: key-auth
                  service: nowhere
                """);
        assertThat(reading.diagnostics()).hasSize(22).extracting(Diagnostic::severity).containsOnly(Severity.ERROR);
        assertThat(reading.gateway()).isEmpty();
    }
}
