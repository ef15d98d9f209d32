package dev.headgate.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headgate.diagnostic.Diagnostic;
import dev.headgate.model.Gateway;
import dev.headgate.model.PluginInstance;
import dev.headgate.model.Route;
import dev.headgate.model.Service;
import dev.headgate.model.Upstream;
import dev.headgate.plugin.RateLimiting;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// What decK does to entities before Kong sees them.
class DeckInstructionsTest {
    private static Gateway gateway(String... texts) {
        List<SourceFile> files = Stream.of(texts)
                .map(text -> new SourceFile("f" + text.hashCode(), text.getBytes(StandardCharsets.UTF_8))).toList();
        Reading reading = new KongReader(InstantSource.fixed(Instant.EPOCH)).read(files);
        assertThat(reading.diagnostics()).extracting(Diagnostic::toString).isEmpty();
        return reading.gateway().orElseThrow();
    }

    @Test
    void defaults_fill_in_what_entities_do_not_write() {
        Gateway gateway = gateway("""
                _format_version: "3.0"
                _info:
                  defaults:
                    service: {retries: 1, protocol: https, port: 8443, tags: [d]}
                    route: {strip_path: false, protocols: [https]}
                    upstream: {slots: 100}
                    target: {weight: 7}
                services:
                - {name: bare, host: a.test, routes: [{name: r1, paths: [/a]}, {name: r2, paths: [/b], strip_path: true}]}
                - {name: own, host: a.test, retries: 0, port: null, tags: [t]}
                - {name: by-url, url: http://a.test}
                upstreams: [{name: u, targets: [{target: "10.0.0.1:80"}, {target: "10.0.0.2:80", weight: 0}]}]
                """);
        assertThat(gateway.services()).extracting(Service::retries).containsExactly(1, 0, 1);
        assertThat(gateway.services()).extracting(Service::port).containsExactly(8443, 8443, 80);
        assertThat(gateway.services()).extracting(Service::tags).containsExactly(List.of("d"), List.of("t"),
                List.of("d"));
        assertThat(gateway.routes()).extracting(Route::stripPath).containsExactly(false, true);
        assertThat(gateway.upstreams().get(0).targets()).extracting(Upstream.Target::weight).containsExactly(7, 0);
    }

    @Test
    void every_entity_has_the_tags_of_select_tags() {
        Gateway gateway = gateway("""
                _format_version: "3.0"
                _info: {select_tags: [a, b]}
                services: [{name: s, host: a.test, tags: [b, c], routes: [{paths: [/a], plugins: [{name: key-auth}]}]}]
                """);
        assertThat(gateway.services().get(0).tags()).containsExactly("b", "c", "a");
        assertThat(gateway.routes().get(0).tags()).containsExactly("a", "b");
        assertThat(gateway.plugins().get(0).tags()).containsExactly("a", "b");
    }

    @Test
    void a_shared_configuration_completes_that_of_a_plugin_in_another_file() {
        Gateway gateway = gateway("""
                _format_version: "3.0"
                _plugin_configs:
                  limits: {minute: 5, hour: 50, policy: local}
                """, """
                services:
                - name: s
                  host: a.test
                  plugins: [{name: rate-limiting, _config: limits, config: {minute: 9}}]
                """, """
                plugins: [{name: rate-limiting, _config: limits}]
                """);
        assertThat(gateway.plugins()).extracting(PluginInstance::config).extracting(config -> ((RateLimiting) config)
                .toString()).satisfiesExactly(own -> assertThat(own).contains("9", "50"),
                        shared -> assertThat(shared).contains("5", "50"));
    }
}
