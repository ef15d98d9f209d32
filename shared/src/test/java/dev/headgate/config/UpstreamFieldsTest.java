package dev.headgate.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headgate.model.HealthChecks;
import dev.headgate.model.Upstream;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UpstreamFieldsTest {
    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            -                                                     | ROUND_ROBIN        | None[]            | None[]
            algorithm: round-robin                                | ROUND_ROBIN        | None[]            | None[]
            algorithm: least-connections                          | LEAST_CONNECTIONS  | None[]            | None[]
            algorithm: latency                                    | LATENCY            | None[]            | None[]
            algorithm: consistent-hashing                         | CONSISTENT_HASHING | None[]            | None[]
            hash_on: consumer, hash_fallback: ip                  | CONSISTENT_HASHING | Consumer[]        | ClientAddress[]
            hash_on: ip, hash_fallback: path                      | CONSISTENT_HASHING | ClientAddress[]   | Path[]
            algorithm: round-robin, hash_on: path                 | CONSISTENT_HASHING | Path[]            | None[]
            algorithm: consistent-hashing, hash_on: none          | ROUND_ROBIN        | None[]            | None[]
            algorithm: least-connections, hash_on: ip             | LEAST_CONNECTIONS  | None[]            | None[]
            hash_on: cookie, hash_on_cookie: id                   | CONSISTENT_HASHING | Cookie[name=id, path=/] | None[]
            hash_on: cookie, hash_on_cookie: id, hash_on_cookie_path: /a | CONSISTENT_HASHING | Cookie[name=id, path=/a] | None[]
            hash_on: header, hash_on_header: x-a, hash_fallback: header, hash_fallback_header: x-b | CONSISTENT_HASHING | Header[name=x-a] | Header[name=x-b]
            hash_on: query_arg, hash_on_query_arg: a, hash_fallback: cookie, hash_on_cookie: id | CONSISTENT_HASHING | QueryArgument[name=a] | Cookie[name=id, path=/]
            hash_on: uri_capture, hash_on_uri_capture: a, hash_fallback: query_arg, hash_fallback_query_arg: b | CONSISTENT_HASHING | UriCapture[name=a] | QueryArgument[name=b]
            """)
    void the_algorithm_follows_from_what_is_hashed(String fields, String algorithm, String on, String fallback) {
        Upstream upstream = upstream(fields == null ? "" : ", " + fields);
        assertThat(upstream.algorithm()).hasToString(algorithm);
        assertThat(upstream.hashOn()).hasToString(on);
        assertThat(upstream.hashFallback()).hasToString(fallback);
    }

    @Test
    void health_checks_are_off_by_default() {
        HealthChecks checks = upstream("").healthChecks();
        assertThat(checks.areOn()).isFalse();
        assertThat(checks.passive().unhealthyStatuses()).isEqualTo(Set.of(429, 500, 503));
        assertThat(checks.passive().healthyStatuses()).hasSize(19);
        assertThat(checks.active().thresholds().healthyStatuses()).isEqualTo(Set.of(200, 302));
        assertThat(checks.active().thresholds().unhealthyStatuses())
                .isEqualTo(Set.of(429, 404, 500, 501, 502, 503, 504, 505));
        assertThat(checks.active().timeout()).isEqualTo(Duration.ofSeconds(1));
        assertThat(checks.active().concurrency()).isEqualTo(10);
        assertThat(checks.active().httpPath()).isEqualTo("/");
        assertThat(upstream(", healthchecks: {active: {}, passive: {healthy: {}}}").healthChecks()).isEqualTo(checks);
    }

    @Test
    void health_checks_are_read() {
        HealthChecks checks = upstream(", healthchecks: {threshold: 12.5, active: {type: https, timeout: 0.25, "
                + "concurrency: 3, http_path: /ready, https_sni: a.example, https_verify_certificate: false, "
                + "headers: {x-probe: [a, b]}, healthy: {interval: 90, successes: 2, http_statuses: [204]}, "
                + "unhealthy: {interval: 60, tcp_failures: 3, timeouts: 4, http_failures: 5, http_statuses: [500]}}, "
                + "passive: {healthy: {successes: 6, http_statuses: [200]}, "
                + "unhealthy: {tcp_failures: 7, timeouts: 8, http_failures: 9, http_statuses: [503]}}}").healthChecks();
        assertThat(checks).isEqualTo(new HealthChecks(12.5,
                new HealthChecks.Active(HealthChecks.Type.HTTPS, Duration.ofMillis(250), 3, "/ready",
                        Map.of("x-probe", List.of("a", "b")), "a.example", false, Duration.ofSeconds(90),
                        Duration.ofSeconds(60), new HealthChecks.Thresholds(2, Set.of(204), 5, 3, 4, Set.of(500))),
                new HealthChecks.Thresholds(6, Set.of(200), 9, 7, 8, Set.of(503))));
        assertThat(checks.areOn()).isTrue();
    }

    private static Upstream upstream(String fields) {
        Reading reading = new KongReader(InstantSource.fixed(Instant.EPOCH)).read("kong.yaml",
                "{_format_version: \"3.0\", upstreams: [{name: u, targets: [{target: 'a:80'}]" + fields + "}]}");
        return reading.gateway().orElseThrow(() -> new AssertionError(reading.diagnostics().toString())).upstreams()
                .getFirst();
    }
}
