package dev.headgate.cdk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headgate.config.Settings;
import dev.headgate.diagnostic.Diagnostic;
import dev.headgate.diagnostic.Location;
import dev.headgate.plan.ApiType;
import dev.headgate.plan.Authorization;
import dev.headgate.plan.Plan;
import dev.headgate.plan.Plan.NativeKey;
import dev.headgate.plan.PlacementPolicy;
import dev.headgate.plan.PlacementSettings;
import dev.headgate.plan.PlacementSettings.PrivateBackend;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What deployments place where. Nothing of it needs the CDK.
class DeploymentPlansTest {
    private static final String DOMAIN = "\"domain\": {\"name\": \"api.shop.example\", "
            + "\"hosted_zone_id\": \"Z0123456789\", \"hosted_zone_name\": \"shop.example\"";
    private static final String POOL = "\"cognito\": {\"domain_prefix\": \"shop\", \"scopes\": {\"read\": \"See\"}, "
            + "\"callback_urls\": [\"https://shop.example/in\"]";

    @TempDir
    private Path folder;

    private DeploymentKit kit;

    @BeforeEach
    void makeKit() throws IOException {
        kit = DeploymentKit.in(folder);
    }

    private Deployment deployment(String settings, PlacementPolicy policy, String services) {
        return kit.deployment(settings, DeploymentKit.headgate(Settings.Auth.EDGE,
                PlacementSettings.DEFAULT.with(policy)), services);
    }

    private static String service(String routes) {
        return "services: [{name: s, url: 'https://shop.example.com', retries: 0, routes: [" + routes + "]}]\n";
    }

    private static List<String> keys(Plan plan) {
        return plan.routes().stream().flatMap(route -> route.keys().stream()).map(key -> key.key().toString()).toList();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock = """
                    # policy | settings                                 | the plans
                    STRICT   | "api": "http"                            | HTTP API, placement strict: of 1 routes, 1 native, 0 in part, 0 on the router.
                    STRICT   | "api": "rest"                            | REST API, placement strict: of 1 routes, 0 native, 0 in part, 1 on the router.
                    BALANCED | "api": "both"                            | HTTP API, placement balanced: of 1 routes, 1 native, 0 in part, 0 on the router. REST API, placement balanced: of 1 routes, 1 native, 0 in part, 0 on the router.
                    ROUTER   | "api": "both"                            | HTTP API, placement router: of 1 routes, 0 native, 0 in part, 1 on the router. REST API, placement router: of 1 routes, 0 native, 0 in part, 1 on the router.
                    """)
    void each_kind_of_API_has_a_plan_by_the_policy(PlacementPolicy policy, String settings, String summaries) {
        DeploymentPlans plans = deployment(settings, policy, service("{name: r, paths: ['~/a$']}")).plans();
        assertThat(plans.plans().values().stream().map(Plan::summary).collect(Collectors.joining(" ")))
                .isEqualTo(summaries);
        assertThat(plans.diagnostics()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock = """
                    "cloudfront": true, DOMAIN}                                | cdk.json:1:41 note HG0605 cloudfront: 1 route stays on the router that the HTTP API could serve by itself: the functions ask for CloudFront's secret, and a backend would not, so that clients could go around CloudFront. To be told nothing, write placement.policy: router into headgate.yaml.
                    "networks": [{"region": "us-east-1", "subnet_ids": ["subnet-0123abcd"], "security_group_ids": ["sg-0123abcd"]}] | cdk.json:1:39 note HG0605 networks: 1 route stays on the router that the HTTP API could serve by itself: API Gateway calls backends from outside of the networks, where a name may stand for nothing, or for another address, but for those of placement.private_backends. To be told nothing, write placement.policy: router into headgate.yaml.
                    "api": "rest", "stage_cache": {}                           | cdk.json:1:57 note HG0605 stage_cache: 1 route stays on the router that the REST API could serve by itself: the cache keeps answers of the proxy resource alone. To be told nothing, write placement.policy: router into headgate.yaml.
                    """)
    void settings_that_go_with_the_router_only_say_so(String settings, String note) {
        Deployment deployment = deployment(settings.replace("DOMAIN", DOMAIN), PlacementPolicy.BALANCED,
                service("{name: r, paths: ['~/a$']}"));
        assertThat(deployment.plans().diagnostics()).map(Diagnostic::toString).containsExactly(note);
        assertThat(deployment.plans().hasErrors()).isFalse();
        assertThat(deployment.plans().plans().values()).noneMatch(Plan::hasKeys);
        assertThat(deployment(settings.replace("DOMAIN", DOMAIN), PlacementPolicy.ROUTER,
                service("{name: r, paths: ['~/a$']}")).plans().diagnostics()).isEmpty();
    }

    private static final String ALB = "arn:aws:elasticloadbalancing:us-east-1:123456789012:listener/app/a/0123456789abcdef/0123456789abcdef";
    /// One route to each of a private backend, a public one, and a function.
    private static final String THREE = """
            services:
              - {name: in, url: 'http://in.test', retries: 0, routes: [{name: in, paths: ['~/in$']}]}
              - {name: out, url: 'http://out.test', retries: 0, routes: [{name: out, paths: ['~/out$']}]}
            routes: [{name: work, paths: ['~/work$'], plugins: [{name: aws-lambda, config: {function_name: work,
              awsgateway_compatible: true, is_proxy_integration: true}}]}]
            """;

    private Deployment withPrivate(String settings, Map<String, String> listeners, String services) {
        return kit.deployment(settings, DeploymentKit.headgate(Settings.Auth.EDGE,
                PlacementSettings.DEFAULT.with(PlacementPolicy.BALANCED).with(
                        Map.of("in.test", new PrivateBackend(listeners, Location.of("headgate.yaml"))))),
                services);
    }

    private static String network(String... regions) {
        return "\"networks\": [" + Stream.of(regions).map(region -> "{\"region\": \"" + region
                + "\", \"subnet_ids\": [\"subnet-0123abcd\"], \"security_group_ids\": [\"sg-0123abcd\"]}")
                .collect(Collectors.joining(", ")) + "]";
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            # settings                              | native           | notes
            "api": "http", NETWORK                  | ANY /in          | networks: 2 routes stay on the router that the HTTP API
            "api": "rest", NETWORK                  |                  | networks: 1 route stays on the router that the REST API
            "cloudfront": true, DOMAIN}, NETWORK    |                  | cloudfront: 3 routes stay on the router that the HTTP API
            "api": "rest", "stage_cache": {}, NETWORK |                | networks: 1 route stays on the router that the REST API
            """)
    void a_network_leaves_private_backends_to_API_Gateway(String settings, String keys, String notes) {
        DeploymentPlans plans = withPrivate(settings.replace("NETWORK", network("us-east-1")).replace("DOMAIN", DOMAIN),
                Map.of("us-east-1", ALB), THREE).plans();
        assertThat(plans.plans().values().stream().flatMap(plan -> keys(plan).stream())
                .collect(Collectors.joining(", "))).isEqualTo(keys == null ? "" : keys);
        assertThat(plans.diagnostics()).map(Diagnostic::toString).singleElement().asString()
                .contains("note HG0605 " + notes + " could serve by itself: ");
        assertThat(plans.hasErrors()).isFalse();
    }

    @Test
    void nothing_is_noted_where_all_backends_are_private() {
        DeploymentPlans plans = withPrivate(network("us-east-1"), Map.of("us-east-1", ALB),
                "services: [{name: in, url: "
                        + "'http://in.test', routes: [{name: in, paths: [/in]}]}]\n")
                .plans();
        assertThat(plans.diagnostics()).isEmpty();
        assertThat(keys(plans.of(ApiType.HTTP).orElseThrow())).containsExactly("ANY /in", "ANY /in/{proxy+}");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            # settings                                                 | what is said
            "api": "http"                                              | the VPC link to it needs a network in us-east-1, and networks in cdk.json has none. Write it there, or remove the host here.
            "regions": ["us-east-1", "eu-west-1"], DOMAIN}, FIRST      | the VPC link to it needs a network in eu-west-1, and networks in cdk.json has none. Write it there, or remove the host here.
            "regions": ["us-east-1", "eu-west-1"], DOMAIN}, BOTH       | it has no listener in eu-west-1, and a plan is the same in all Regions. Write the ARN of one, or remove the host.
            """)
    void a_VPC_link_needs_a_network_and_a_listener_in_each_Region(String settings, String problem) {
        DeploymentPlans plans = withPrivate(settings.replace("DOMAIN", DOMAIN).replace("FIRST", network("us-east-1"))
                .replace("BOTH", network("us-east-1", "eu-west-1")), Map.of("us-east-1", ALB),
                "services: [{name: in, url: 'http://in.test', routes: [{name: in, paths: ['~/in$']}]}]\n").plans();
        assertThat(plans.hasErrors()).isTrue();
        assertThat(plans.diagnostics()).map(Diagnostic::toString)
                .containsExactly("headgate.yaml error HG0603 placement.private_backends.in.test: " + problem);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            # a route                                      | native                  | to the router
            {name: r, paths: [/]}                          | ANY /, ANY /{proxy+}    | GET /ready, HEAD /ready
            {name: r, paths: [/], methods: [GET]}          | GET /, GET /{proxy+}    | GET /ready
            {name: r, paths: ['~/ready$'], methods: [GET]} |                         |
            {name: r, paths: ['~/ready$']}                 | ANY /ready              | GET /ready, HEAD /ready
            {name: r, paths: ['~/other$']}                 | ANY /other              |
            """)
    void health_checks_reach_the_router(String route, String keys, String guards) {
        Plan plan = deployment(DOMAIN + "}", PlacementPolicy.BALANCED, service(route)).plans().of(ApiType.HTTP)
                .orElseThrow();
        assertThat(String.join(", ", keys(plan))).isEqualTo(keys == null ? "" : keys);
        assertThat(plan.guards().stream().map(Object::toString).collect(Collectors.joining(", ")))
                .isEqualTo(guards == null ? "" : guards);
        assertThat(plan.routes()).hasSize(1);
    }

    @Test
    void functions_of_another_Region_are_refused() {
        String kong = "routes: [{name: r, paths: ['~/a$'], plugins: [{name: aws-lambda, config: {function_name: "
                + "'arn:aws:lambda:eu-west-1:123456789012:function:work', awsgateway_compatible: true, "
                + "is_proxy_integration: true}}]}]\n";
        DeploymentPlans plans = deployment("\"api\": \"http\"", PlacementPolicy.BALANCED, kong).plans();
        assertThat(plans.diagnostics()).map(Diagnostic::toString).containsExactly(
                "kong.yaml:2:10 error HG0603 route r: its function arn:aws:lambda:eu-west-1:123456789012:function:work is "
                        + "not in every Region of the deployment, and an API invokes functions of its own Region. Write the "
                        + "function's name in the place of its ARN, and have it in every Region.");
        assertThat(plans.hasErrors()).isTrue();
        assertThat(deployment("\"regions\": [\"eu-west-1\"]", PlacementPolicy.BALANCED, kong).plans().diagnostics())
                .isEmpty();
    }

    @Test
    void a_stack_has_room_for_so_much() {
        String routes = IntStream.range(0, 120).mapToObj(i -> "{name: r" + i + ", paths: ['~/a" + i + "$']}")
                .collect(Collectors.joining(", "));
        assertThat(deployment("\"api\": \"both\"", PlacementPolicy.BALANCED, service(routes)).plans().diagnostics())
                .map(Diagnostic::toString).singleElement().asString()
                .contains("error HG0601 api: what both kinds of API");
        assertThat(deployment("\"api\": \"http\"", PlacementPolicy.BALANCED, service(routes)).plans().diagnostics())
                .isEmpty();
    }

    private static final String TOKENS = """
            services:
              - name: s
                url: https://shop.example.com
                routes: [{name: r, paths: ['~/a$']}]
                plugins:
                  - name: openid-connect
                    config: {issuer: ISSUER, issuers_allowed: [ISSUER], audience_required: [AUDIENCE],
                      auth_methods: [bearer], bearer_token_param_type: [header]}
            """;

    private static List<Authorization> authorizations(Plan plan) {
        return plan.routes().stream().flatMap(route -> route.keys().stream()).map(NativeKey::authorization).toList();
    }

    @Test
    void API_Gateway_is_told_of_the_user_pool_as_the_functions_are() {
        String settings = POOL + "}";
        var read = CognitoVariables.forReading(DeploymentKit.read(settings).settings().orElseThrow());
        Deployment deployment = deployment(settings, PlacementPolicy.BALANCED,
                TOKENS.replace("ISSUER", read.get(CognitoVariables.ISSUER)).replace("AUDIENCE",
                        "'" + read.get(CognitoVariables.WEB_CLIENT_ID) + "'"));
        assertThat(authorizations(deployment.plan(ApiType.HTTP, "us-east-1"))).containsExactly(new Authorization.Jwt(
                "{{resolve:ssm:/headgate/DECK_COGNITO_ISSUER}}",
                List.of("{{resolve:ssm:/headgate/DECK_COGNITO_WEB_CLIENT_ID}}"), List.of()));
    }

    @Test
    void pools_of_several_Regions_are_left_to_the_functions() {
        String first = "https://cognito-idp.eu-central-1.amazonaws.com/eu-central-1_Abcdefghi";
        String settings = "\"regions\": [\"eu-central-1\", \"us-east-1\"], " + DOMAIN + "}, " + POOL
                + ", \"regions\": [\"eu-central-1\", \"us-east-1\"], \"issuers\": [\"" + first
                + "\", \"https://cognito-idp.us-east-1.amazonaws.com/us-east-1_Jklmnopqr\"]}";
        DeploymentPlans plans = deployment(settings, PlacementPolicy.BALANCED,
                TOKENS.replace("ISSUER", first).replace("AUDIENCE", "shop")).plans();
        assertThat(plans.diagnostics()).map(Diagnostic::toString).singleElement().asString()
                .contains("note HG0605 cognito: 1 route stays on the router");
        assertThat(deployment(settings, PlacementPolicy.BALANCED,
                TOKENS.replace("ISSUER", "https://id.example.com").replace("AUDIENCE", "shop")).plans().diagnostics())
                .isEmpty();
    }
}
