package dev.headgate.cdk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headgate.config.HeadgateSettings;
import dev.headgate.config.Settings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DeploymentRulesTest {
    private static final String POLICY = "\"api\": \"rest\", \"resource_policy\": true";

    @TempDir
    private Path folder;

    private DeploymentKit kit;

    @BeforeEach
    void makeKit() throws IOException {
        kit = DeploymentKit.in(folder);
    }

    private List<String> check(String settings, Settings headgate, String kong) {
        Deployment deployment = kit.deployment(settings, headgate.auth(), kong);
        return DeploymentRules.check(DeploymentKit.read(settings), deployment.gateway(), headgate).stream()
                .map(Object::toString).toList();
    }

    private static Settings headgate(Settings.Auth auth, String... trustedIps) {
        Settings defaults = Settings.DEFAULT;
        return new Settings(auth, List.of(trustedIps), defaults.realIp(), defaults.telemetryWait(), defaults.breaker(),
                defaults.placeholders(), defaults.selectedTags(), defaults.placement(), defaults.rateLimits());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            # plugins                                                                               | what is said
            {name: key-auth}                                                                        | kong.yaml:2:11 error HG0603 plugin key-auth: it does not run for what stage_cache in cdk.json answers, and its answers may differ for requests that the cache takes for the same. Remove stage_cache; the plugin proxy-cache caches behind the other plugins.
            {name: cors}                                                                            | kong.yaml:2:11 error HG0603 plugin cors: it does not run for what stage_cache in cdk.json answers, and its answers may differ for requests that the cache takes for the same. Remove stage_cache; the plugin proxy-cache caches behind the other plugins.
            {name: key-auth, enabled: false}                                                        |
            {name: file-log, config: {path: /dev/stdout}}                                           |
            {name: response-transformer, config: {add: {headers: ["a:b"]}}}                         |
            """)
    void a_stage_cache_goes_with_few_plugins(String plugins, String said) {
        assertThat(check("\"api\": \"rest\", \"stage_cache\": {}", Settings.DEFAULT, "plugins: [" + plugins + "]\n"))
                .isEqualTo(said == null ? List.of() : List.of(said));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            # weights                       | what is said
            eu-central-1: 2, us-east-1: 0.5 |
            us-east-1: 1                    | cdk.json:1:39 error HG0603 regions[0]: eu-central-1: rate_limits.regions in headgate.yaml gives it no share of the limits. Write its weight there.
            """)
    void limits_are_split_over_all_regions(String weights, String said) {
        Settings headgate = HeadgateSettings.read("headgate.yaml", "rate_limits: {regions: {" + weights + "}}")
                .settings().orElseThrow();
        assertThat(check("\"regions\": [\"eu-central-1\"]", headgate, "services: []\n"))
                .isEqualTo(said == null ? List.of() : List.of(said));
    }

    @Test
    void a_stage_cache_has_to_know_the_header_fields_of_routes() {
        String kong = """
                services:
                  - {name: s, url: "http://backend", routes: [{name: r, headers: {X-Version: ["2"]}}]}
                """;
        assertThat(check("\"api\": \"rest\", \"stage_cache\": {}", Settings.DEFAULT, kong)).containsExactly(
                "kong.yaml:3:47 error HG0603 route r headers.x-version: requests that differ in it are the same for "
                        + "stage_cache in cdk.json, whichever route they take. Name it in stage_cache.headers.");
        assertThat(check("\"api\": \"rest\", \"stage_cache\": {\"headers\": [\"X-Version\"]}", Settings.DEFAULT, kong))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            # plugins                                                                            | what is said
            {name: ip-restriction, config: {deny: [10.0.0.1]}}                                   |
            {name: key-auth}                                                                     | cdk.json:1:61 error HG0603 resource_policy: there is no ip-restriction for all requests, whose addresses it could refuse. Add the plugin without service, route and consumer, or remove resource_policy.
            {name: ip-restriction, enabled: false, config: {deny: [10.0.0.1]}}                   | cdk.json:1:61 error HG0603 resource_policy: there is no ip-restriction for all requests, whose addresses it could refuse. Add the plugin without service, route and consumer, or remove resource_policy.
            {name: ip-restriction, protocols: [http], config: {deny: [10.0.0.1]}}                | kong.yaml:2:11 error HG0603 plugin ip-restriction protocols: it does not run for https, and API Gateway takes nothing else. Add https. Or remove resource_policy from cdk.json.
            {name: ip-restriction, config: {deny: [10.0.0.1], message: pay $5}}                  | kong.yaml:2:11 error HG0603 plugin ip-restriction config.message: API Gateway would put a variable in the place of what follows the $. Write it without $. Or remove resource_policy from cdk.json.
            """)
    void a_resource_policy_needs_a_global_ip_restriction_that_it_can_copy(String plugins, String said) {
        assertThat(check(POLICY, headgate(Settings.Auth.STRICT), "plugins: [" + plugins + "]\n"))
                .isEqualTo(said == null ? List.of() : List.of(said));
    }

    @Test
    void a_resource_policy_knows_no_other_address_and_no_authorizer() {
        assertThat(check(POLICY, headgate(Settings.Auth.EDGE, "10.0.0.0/8"),
                "plugins: [{name: ip-restriction, config: {deny: [10.0.0.1]}}]\n")).containsExactly(
                        "kong.yaml:2:11 error HG0603 plugin ip-restriction: API Gateway gives the authorizer's 401 to whom a "
                                + "resource policy refuses, with auth: edge. Write auth: strict into headgate.yaml. Or remove "
                                + "resource_policy from cdk.json.",
                        "kong.yaml:2:11 error HG0603 plugin ip-restriction: a resource policy sees who connected, and "
                                + "trusted_ips in headgate.yaml lets that one name another address. Remove trusted_ips where "
                                + "nothing stands before API Gateway. Or remove resource_policy from cdk.json.");
    }

    @Test
    void a_resource_policy_is_the_same_for_every_route_and_not_endless() {
        String denied = IntStream.range(0, 500).mapToObj(i -> "10.0." + i / 250 + "." + i % 250)
                .collect(Collectors.joining(", "));
        assertThat(check(POLICY, headgate(Settings.Auth.STRICT), """
                services:
                  - name: s
                    url: http://backend
                    plugins: [{name: ip-restriction, config: {allow: [10.0.0.1]}}]
                plugins: [{name: ip-restriction, config: {deny: [%s]}}]
                """.formatted(denied))).containsExactly(
                "kong.yaml:5:15 error HG0603 plugin ip-restriction: it takes the place of the one for all requests, but "
                        + "a resource policy stands before all routes. Have one ip-restriction, for all requests. Or remove "
                        + "resource_policy from cdk.json.",
                "kong.yaml:6:11 error HG0603 plugin ip-restriction config: these ranges do not fit into a resource "
                        + "policy, which has 8192 characters at the most. Write larger ranges in the place of several that lie "
                        + "side by side. Or remove resource_policy from cdk.json.");
    }
}
