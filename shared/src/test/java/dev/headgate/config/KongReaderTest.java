package dev.headgate.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headgate.diagnostic.Code;
import dev.headgate.diagnostic.Diagnostic;
import dev.headgate.diagnostic.Severity;
import dev.headgate.model.Consumer;
import dev.headgate.model.ConsumerGroup;
import dev.headgate.model.Credential;
import dev.headgate.model.Gateway;
import dev.headgate.model.HeaderCriterion;
import dev.headgate.model.HostPattern;
import dev.headgate.model.PluginInstance;
import dev.headgate.model.Protocol;
import dev.headgate.model.Route;
import dev.headgate.model.Service;
import dev.headgate.model.Upstream;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KongReaderTest {
    private static final Instant NOW = Instant.parse("2026-11-25T10:20:30Z");
    private static final String HEAD = "_format_version: '3.0'\n";

    private static Reading read(String text) {
        return new KongReader(InstantSource.fixed(NOW)).read("kong.yaml", text);
    }

    private static Gateway gateway(String text) {
        Reading reading = read(text);
        assertThat(reading.diagnostics()).filteredOn(found -> found.severity() == Severity.ERROR)
                .extracting(Diagnostic::toString).isEmpty();
        return reading.gateway().orElseThrow();
    }

    private static Service service(String fields) {
        return gateway(HEAD + "services: [" + fields + "]").services().get(0);
    }

    private static Route route(String fields) {
        return gateway(HEAD + "services: [{name: s, host: h}]\nroutes: [{service: s, " + fields + "}]").routes().get(0);
    }

    @Test
    void what_is_not_written_has_kongs_default() {
        Gateway gateway = gateway(HEAD + """
                services:
                - host: orders.internal
                  routes:
                  - paths: [/orders]
                  plugins:
                  - name: key-auth
                upstreams:
                - name: orders.upstream
                  targets:
                  - target: 10.0.0.1
                """);
        Service service = gateway.services().get(0);
        assertThat(service).usingRecursiveComparison().ignoringFields("id", "location")
                .isEqualTo(new Service("", "", Protocol.HTTP, "orders.internal", 80, "", 5, Duration.ofSeconds(60),
                        Duration.ofSeconds(60), Duration.ofSeconds(60), true, true, List.of(), service.location()));
        Route route = gateway.routes().get(0);
        assertThat(route.protocols()).containsExactlyInAnyOrder(Protocol.HTTP, Protocol.HTTPS);
        assertThat(List.of(route.httpsRedirectStatusCode(), route.regexPriority(), route.stripPath(),
                route.pathHandling(), route.preserveHost(), route.requestBuffering(), route.responseBuffering()))
                .isEqualTo(List.of(426, 0, true, Route.PathHandling.V0, false, true, true));
        PluginInstance plugin = gateway.plugins().get(0);
        assertThat(plugin.enabled()).isTrue();
        assertThat(plugin.protocols()).containsExactlyInAnyOrder(Protocol.HTTP, Protocol.HTTPS);
        assertThat(plugin.scope()).isEqualTo(new PluginInstance.Scope("", service.id(), ""));
        Upstream.Target target = gateway.upstreams().get(0).targets().get(0);
        assertThat(List.of(target.host(), target.port(), target.weight())).isEqualTo(List.of("10.0.0.1", 8000, 100));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            # url                              | protocol | host          | port | path
            http://orders.internal             | HTTP     | orders.internal | 80 |
            https://orders.internal            | HTTPS    | orders.internal | 443 |
            https://orders.internal/           | HTTPS    | orders.internal | 443 | /
            http://orders.internal:8080/a/b    | HTTP     | orders.internal | 8080 | /a/b
            http://[2001:db8::1]               | HTTP     | 2001:db8::1   | 80 |
            http://[::1]:8080/a                | HTTP     | ::1           | 8080 | /a
            //orders.internal:443/a            | HTTPS    | orders.internal | 443 | /a
            //orders.internal/a                | HTTP     | orders.internal | 80 | /a
            http://orders.internal:443         | HTTP     | orders.internal | 443 |
            """)
    void a_url_is_taken_apart_as_kong_does(String url, Protocol protocol, String host, int port, String path) {
        Service service = service("{url: '" + url + "'}");
        assertThat(List.of(service.protocol(), service.host(), service.port(), service.path()))
                .isEqualTo(List.of(protocol, host, port, Optional.ofNullable(path).orElse("")));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            # written           | kind   | text            | port
            example.com         | EXACT  | example.com     | 0
            Example.COM         | EXACT  | example.com     | 0
            example.com:8080    | EXACT  | example.com     | 8080
            *.example.com       | SUFFIX | .example.com    | 0
            *.example.com:8443  | SUFFIX | .example.com    | 8443
            example.*           | PREFIX | example.        | 0
            10.0.0.1:80         | EXACT  | 10.0.0.1        | 80
            [::1]:80            | EXACT  | [::1]           | 80
            ::1                 | EXACT  | ::1             | 0
            localhost           | EXACT  | localhost       | 0
            """)
    void hosts_are_told_apart(String written, HostPattern.Kind kind, String text, int port) {
        assertThat(route("hosts: ['" + written + "']").hosts()).containsExactly(new HostPattern(kind, text, port));
    }

    @ParameterizedTest
    @CsvSource({"Example.com,example.com", "example.com.,example.com", "*.Example.com,*.example.com",
            "example.*,example.*", "*,*"})
    void server_names_are_compared_in_lower_case_and_without_a_last_dot(String written, String name) {
        assertThat(route("snis: ['" + written + "']").snis()).containsExactly(name);
    }

    @ParameterizedTest
    @CsvSource({"::1,::1", "[::1],::1", "10.0.0.1,10.0.0.1", "orders_v2.internal,orders_v2.internal"})
    void a_host_is_a_name_or_an_address(String written, String host) {
        assertThat(service("{host: '" + written + "'}").host()).isEqualTo(host);
    }

    @Test
    void headers_match_without_regard_to_case() {
        assertThat(route("headers: {X-Env: [Test, '~*^live-\\d$']}").headers()).containsExactly(
                new HeaderCriterion("x-env", List.of(new HeaderCriterion.Value.Exact("test"),
                        new HeaderCriterion.Value.Regex("^live-\\d$"))));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            # a path that is fine
            /
            /orders
            /orders.json
            /café
            /a b
            /caf%2Fe
            /.well-known/x
            /...
            ~/
            ~/orders/(?<id>[^#?/]+)$
            ~/orders/\\p{L}+
            """)
    void paths_that_kong_takes_are_taken(String path) {
        assertThat(route("paths: ['" + path + "']").paths()).singleElement().hasToString(path);
    }

    @Test
    void keys_and_passwords_are_kept_as_hashes() {
        Gateway gateway = gateway(HEAD + """
                consumers:
                - id: 1b4e28ba-2fa1-41d2-883f-0016d3cca427
                  username: alice
                  keyauth_credentials:
                  - {key: alices-key, ttl: 3600.5}
                  - {key: for-ever}
                  basicauth_credentials: [{username: alice, password: secret}]
                  hmacauth_credentials: [{username: alice, secret: signing}]
                  jwt_secrets: [{key: issuer, secret: of-issuer, algorithm: HS384}]
                """);
        Consumer alice = gateway.consumers().get(0);
        assertThat(gateway.credentials()).extracting(Credential::consumer).containsOnly(alice);
        assertThat(gateway.credentials()).element(0).isInstanceOfSatisfying(Credential.ApiKey.class, key -> {
            assertThat(key.keyHash()).isEqualTo("78cb25670068db732b666acc160a6fc90b66ba60ec2e2a2b6119771c89d81957");
            assertThat(key.expiresAt()).contains(NOW.plusMillis(3_600_500));
        });
        assertThat(gateway.credentials()).element(1).isInstanceOfSatisfying(Credential.ApiKey.class,
                key -> assertThat(key.expiresAt()).isEmpty());
        assertThat(gateway.credentials()).element(2).isInstanceOfSatisfying(Credential.Basic.class,
                basic -> assertThat(basic.passwordHash()).isEqualTo("15a6fc1229c8c2a3733a004cccd106e2d18eb68c"));
        assertThat(gateway.credentials()).element(3).isInstanceOfSatisfying(Credential.Hmac.class,
                hmac -> assertThat(hmac.secret()).isEqualTo("signing"));
        assertThat(gateway.credentials()).element(4).isInstanceOfSatisfying(Credential.JwtSecret.class, jwt -> {
            assertThat(jwt.algorithm()).isEqualTo("HS384");
            assertThat(jwt.secret()).isEqualTo("of-issuer");
        });
        assertThat(gateway.toString()).doesNotContain("alices-key", "for-ever", "signing", "of-issuer");
    }

    @Test
    void passwords_of_an_untransformed_file_are_hashes_already() {
        String hash = "0123456789abcdef0123456789abcdef01234567";
        Gateway gateway = gateway(HEAD + "_transform: false\nconsumers: [{username: alice, basicauth_credentials: "
                + "[{username: alice, password: '" + hash + "'}]}]");
        assertThat(gateway.credentials()).singleElement().isInstanceOfSatisfying(Credential.Basic.class,
                basic -> assertThat(basic.passwordHash()).isEqualTo(hash));
    }

    @Test
    void every_scope_of_a_plugin_is_its_own() {
        Gateway gateway = gateway(HEAD + """
                services: [{name: s, host: h}]
                routes: [{name: r, service: s, paths: [/]}]
                consumers: [{username: c}]
                plugins:
                - {name: rate-limiting, config: {minute: 1}}
                - {name: rate-limiting, config: {minute: 1}, service: s}
                - {name: rate-limiting, config: {minute: 1}, route: r}
                - {name: rate-limiting, config: {minute: 1}, consumer: c}
                - {name: rate-limiting, config: {minute: 1}, service: s, consumer: c}
                - {name: rate-limiting, config: {minute: 1}, route: r, consumer: c, enabled: false, protocols: [https]}
                """);
        String s = gateway.services().get(0).id();
        String r = gateway.routes().get(0).id();
        String c = gateway.consumers().get(0).id();
        assertThat(gateway.plugins()).extracting(PluginInstance::scope).containsExactly(PluginInstance.Scope.GLOBAL,
                new PluginInstance.Scope("", s, ""), new PluginInstance.Scope(r, "", ""),
                new PluginInstance.Scope("", "", c), new PluginInstance.Scope("", s, c),
                new PluginInstance.Scope(r, "", c));
        assertThat(gateway.plugins()).last().satisfies(plugin -> {
            assertThat(plugin.enabled()).isFalse();
            assertThat(plugin.protocols()).containsExactly(Protocol.HTTPS);
        });
    }

    @Test
    void consumers_are_in_groups_by_whichever_list_says_so() {
        Gateway gateway = gateway(HEAD + """
                consumer_groups:
                - {name: silver, consumers: [{username: ann}, {custom_id: crm-2}]}
                - name: gold
                  consumer_group_consumers: [{consumer: ann}]
                  plugins: [{name: rate-limiting, config: {minute: 1}}]
                  consumer_group_plugins: [{name: response-transformer}]
                - {name: bronze, id: 1b4e28ba-2fa1-41d2-883f-0016d3cca427}
                consumers:
                - {username: ann, groups: [{id: 1b4e28ba-2fa1-41d2-883f-0016d3cca427}, {name: gold, tags: [x]}]}
                - {username: ben, custom_id: crm-2, acls: [{group: staff}]}
                - {username: cem, consumer_group_consumers: [{consumer_group: gold}]}
                - {username: dan}
                consumer_group_consumers: [{consumer: dan, consumer_group: bronze}]
                consumer_group_plugins: [{name: rate-limiting, config: {minute: 2}, consumer_group: silver}]
                plugins: [{name: rate-limiting, config: {minute: 3}, consumer_group: {name: bronze}}]
                """);
        assertThat(gateway.consumers())
                .extracting(consumer -> consumer.username() + " " + consumer.consumerGroups() + consumer.groups())
                .containsExactly("ann [bronze, gold, silver][]", "ben [silver][staff]", "cem [gold][]",
                        "dan [bronze][]");
        assertThat(gateway.consumerGroups()).extracting(ConsumerGroup::name).containsExactly("silver", "gold",
                "bronze");
        assertThat(gateway.plugins()).extracting(plugin -> plugin.name() + " " + plugin.scope().consumerGroup())
                .containsExactly("rate-limiting gold", "response-transformer gold", "rate-limiting silver",
                        "rate-limiting bronze");
    }

    @Test
    void every_mistake_is_reported_in_one_run() {
        Reading reading = read("""
                services:
                - name: or ders
                  host: http://x
                  port: 70000
                  routes:
                  - paths: ["orders", "/a/../b"]
                    methods: [get]
                    protocols: [grpc]
                    service: other
                  plugins:
                  - name: rate-limitin
                consumers:
                - custom: 1
                certificates: [{cert: x}]
                plugins:
                - name: key-auth
                  service: nowhere
                """);
        assertThat(reading.gateway()).isEmpty();
        assertThat(reading.diagnostics()).extracting(found -> found.location().line() + " " + found.code())
                .containsExactly("1 HG0101", "2 HG0105", "3 HG0105", "4 HG0106", "6 HG0105", "6 HG0105", "7 HG0105",
                        "8 HG0205", "9 HG0108", "11 HG0204", "13 HG0108", "13 HG0104", "14 HG0103", "14 HG0105",
                        "17 HG0110");
    }

    @Test
    void warnings_do_not_keep_a_file_from_being_used() {
        Reading reading = read(HEAD + "services: [{name: s, host: h, read_timeout: 60000}]");
        assertThat(reading.diagnostics()).extracting(Diagnostic::code).containsExactly(Code.HG0303);
        assertThat(reading.gateway()).isPresent();
    }

    @Test
    void errors_without_number_are_counted_and_not_all_shown() {
        Reading reading = read(HEAD + "services: [" + "{},".repeat(20_000) + "]");
        assertThat(reading.diagnostics()).hasSize(10_001).last().hasToString(
                "kong.yaml error HG0004: 10000 more errors are not shown.");
    }

    @Test
    @Timeout(60)
    void ten_thousand_routes_and_consumers_are_read() {
        String routes = IntStream.range(0, 10_000).mapToObj(i -> """
                - {name: route-%d, service: service-%d, paths: [/path/%d], plugins: [{name: key-auth}]}
                """.formatted(i, i % 100, i)).collect(Collectors.joining());
        String consumers = IntStream.range(0, 10_000).mapToObj(i -> """
                - {username: consumer-%d, keyauth_credentials: [{key: key-%d}], acls: [{group: staff}]}
                """.formatted(i, i)).collect(Collectors.joining());
        String services = IntStream.range(0, 100).mapToObj(i -> "- {name: service-%d, host: h}\n".formatted(i))
                .collect(Collectors.joining());
        Gateway gateway = gateway(
                HEAD + "routes:\n" + routes + "consumers:\n" + consumers + "services:\n" + services);
        assertThat(gateway.routes()).hasSize(10_000);
        assertThat(gateway.credentials()).hasSize(10_000);
        assertThat(gateway.plugins()).hasSize(10_000);
    }
}
