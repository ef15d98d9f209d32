package dev.headgate.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headgate.diagnostic.Diagnostic;
import dev.headgate.health.HealthTracking.Breaker;
import dev.headgate.plan.PlacementSettings;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HeadgateSettingsTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            health: {}                                                | 30  | 5
            health: {retry_after_seconds: 0}                          | 0   | 5
            health: {retry_after_seconds: 1.5, share_every_seconds: 60} | 1.5 | 60
            """)
    void the_return_of_targets_is_read(String file, double retryAfter, long shareEvery) {
        assertThat(HeadgateSettings.read("headgate.yaml", file).settings().orElseThrow().breaker())
                .isEqualTo(new Breaker(Duration.ofMillis((long) (retryAfter * 1000)), Duration.ofSeconds(shareEvery)));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            # file                                          | auth   | trusted ips
            ``                                              | EDGE   |
            # nothing but a comment                         | EDGE   |
            ---                                             | EDGE   |
            auth: edge                                      | EDGE   |
            auth: strict                                    | STRICT |
            auth:                                           | EDGE   |
            {"auth": "strict", "trusted_ips": ["10.0.0.1"]} | STRICT | 10.0.0.1
            trusted_ips: [10.0.0.0/8, "2001:db8::/32"]      | EDGE   | 10.0.0.0/8 2001:db8::/32
            """)
    void settings_are_read(String file, Settings.Auth auth, String trustedIps) {
        List<String> wanted = trustedIps == null ? List.of() : List.of(trustedIps.split(" "));
        assertThat(HeadgateSettings.read("headgate.yaml", file).settings())
                .contains(new Settings(auth, wanted, Settings.RealIp.DEFAULT, Duration.ofSeconds(1), Breaker.DEFAULT,
                        ReadingOptions.Placeholders.LITERAL, List.of(), PlacementSettings.DEFAULT,
                        RateLimitSettings.DEFAULT));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            auth: edge                                                 | X-Real-IP       | false
            {real_ip_header: X-Forwarded-For, real_ip_recursive: true} | X-Forwarded-For | true
            """)
    void where_a_trusted_peer_says_who_the_client_is_is_read(String file, String header, boolean recursive) {
        assertThat(HeadgateSettings.read("headgate.yaml", file).settings().orElseThrow().realIp())
                .isEqualTo(new Settings.RealIp(header, recursive));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            telemetry_wait: 0      | 0
            telemetry_wait: 250    | 250
            auth: edge             | 1000
            """)
    void the_wait_for_telemetry_is_read(String file, long millis) {
        assertThat(HeadgateSettings.read("headgate.yaml", file).settings().orElseThrow().telemetryWait())
                .isEqualTo(Duration.ofMillis(millis));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            auth: edge                            | 50
            rate_limits: {}                       | 50
            rate_limits: {time_limit_millis: 5}   | 5
            rate_limits: {time_limit_millis: 250} | 250
            """)
    void the_time_limit_of_counting_is_read(String file, long millis) {
        assertThat(HeadgateSettings.read("headgate.yaml", file).settings().orElseThrow().rateLimits().timeLimit())
                .isEqualTo(Duration.ofMillis(millis));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            rate_limits: {}                        | false
            rate_limits: {uncounted_header: false} | false
            rate_limits: {uncounted_header: true}  | true
            """)
    void whether_clients_are_told_of_uncounted_requests_is_read(String file, boolean told) {
        assertThat(HeadgateSettings.read("headgate.yaml", file).settings().orElseThrow().rateLimits()
                .uncountedHeader()).isEqualTo(told);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            # file                                                         | weights
            rate_limits: {}                                                | ``
            rate_limits:                                                   | ``
            rate_limits: {regions: {us-east-1: 1}}                         | us-east-1=1.0
            rate_limits: {regions: {us-east-1: 2.5, eu-central-1: 1}}      | us-east-1=2.5 eu-central-1=1.0
            """)
    void the_regions_over_which_limits_are_split_are_read(String file, String weights) {
        assertThat(HeadgateSettings.read("headgate.yaml", file).settings().orElseThrow().rateLimits().split()
                .map(split -> split.weights().entrySet().stream().map(Object::toString)
                        .collect(Collectors.joining(" ")))
                .orElse("")).isEqualTo(weights);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            auth: edgy                    | headgate.yaml:1:7 error HG0501 auth: "edgy": expected one of: edge, strict. Did you mean edge?
            auth: true                    | headgate.yaml:1:7 error HG0501 auth: true: expected a string. Quote it: "true".
            auht: edge                    | headgate.yaml:1:1 error HG0501 auht: unknown field. Did you mean auth?
            region:                       | headgate.yaml:1:1 error HG0501 region: unknown field. Known fields: auth, trusted_ips, real_ip_header, real_ip_recursive, telemetry_wait, health, env, select_tags, placement, rate_limits.
            [auth]                        | headgate.yaml:1:1 error HG0501: a list: expected a record. Write a mapping of field names to values.
            real_ip_header: proxy_protocol | headgate.yaml:1:17 error HG0501 real_ip_header: 'proxy_protocol' is no name of a header field: letters, digits and hyphens. Write X-Real-IP or X-Forwarded-For; API Gateway speaks no proxy_protocol.
            trusted_ips: 10.0.0.1         | headgate.yaml:1:14 error HG0501 trusted_ips: "10.0.0.1": expected an array. Write a list: ["10.0.0.1"].
            trusted_ips: [10.0.0.0/33]    | headgate.yaml:1:15 error HG0501 trusted_ips[0]: invalid ip or cidr range: '10.0.0.0/33'. Write an address or a range: 10.0.0.0/8.
            trusted_ips: [10.0.0.256]     | headgate.yaml:1:15 error HG0501 trusted_ips[0]: invalid ip or cidr range: '10.0.0.256'. Write an address or a range: 10.0.0.0/8.
            trusted_ips: ["::1", "1::2::3"] | headgate.yaml:1:22 error HG0501 trusted_ips[1]: invalid ip or cidr range: '1::2::3'. Write an address or a range: 10.0.0.0/8.
            telemetry_wait: 30000         | headgate.yaml:1:17 error HG0501 telemetry_wait: 30000: value should be between 0 and 29000.
            health: {retry_after_seconds: -1}  | headgate.yaml:1:31 error HG0501 health.retry_after_seconds: -1: value should be between 0 and 86400.
            health: {share_every_seconds: 0.5} | headgate.yaml:1:31 error HG0501 health.share_every_seconds: 0.5: value should be between 1 and 86400.
            rate_limits: {time_limit_millis: 4}    | headgate.yaml:1:34 error HG0501 rate_limits.time_limit_millis: 4: value should be between 5 and 2000.
            rate_limits: {time_limit_millis: 2001} | headgate.yaml:1:34 error HG0501 rate_limits.time_limit_millis: 2001: value should be between 5 and 2000.
            rate_limits: {regions: {}}    | headgate.yaml:1:24 error HG0501 rate_limits.regions: no Region has a share of the limits. Write all Regions with their weights, or remove regions.
            rate_limits: {regions: {eu-central-1: 0}} | headgate.yaml:1:39 error HG0501 rate_limits.regions.eu-central-1: 0: value should be between 0.001 and 1000000.
            rate_limits: {regions: {frankfurt: 1}} | headgate.yaml:1:25 error HG0501 rate_limits.regions.frankfurt: 'frankfurt' is no Region. Write it like eu-central-1.
            rate_limits: {smooth: {a: {}}} | headgate.yaml:1:27 error HG0501 rate_limits.smooth.a.burst: required field missing. How many requests may come at once.
            rate_limits: {smooth: {a: {burst: 0}}} | headgate.yaml:1:35 error HG0501 rate_limits.smooth.a.burst: 0: value should be between 1 and 9007199254740992.
            auth: "edge                   | headgate.yaml:1:12 error HG0002: not readable as YAML: found unexpected end of stream, while scanning a quoted scalar.
            """)
    void what_cannot_be_is_reported(String file, String problem) {
        HeadgateSettings.Reading reading = HeadgateSettings.read("headgate.yaml", file);
        assertThat(reading.settings()).isEmpty();
        assertThat(reading.diagnostics()).extracting(Diagnostic::toString).containsExactly(problem);
    }

    @ParameterizedTest
    @CsvSource({"1.2.3.4,true", "0.0.0.0/0,true", "1.2.3,false", "01.2.3.4,true", "1.2.3.4.5,false", "1.2.3.4/,false",
            "1.2.3.4/08,false", "::,true", "::/0,true", "::1/128,true", "::1/129,false", "1:2:3:4:5:6:7:8,true",
            "1:2:3:4:5:6:7,false", "1:2:3:4:5:6:7::,true", "1:2:3:4::5:6:7:8,false", "::ffff:10.0.0.1,true",
            "1:2:3:4:5:6:10.0.0.1,true", "::10.0.0.1:1,false", "12345::,false", ":::,false", "'',false",
            "fe80::1%eth0,false"})
    void addresses_and_ranges_are_told_from_other_texts(String text, boolean isOne) {
        assertThat(Ip.isIpOrRange(text)).isEqualTo(isOne);
    }
}
