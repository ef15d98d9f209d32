package dev.headgate.cdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headgate.config.KongReader;
import dev.headgate.config.Reading;
import dev.headgate.model.Gateway;
import dev.headgate.plan.ApiType;
import dev.headgate.plan.CallerRules;
import dev.headgate.plan.Integration;
import dev.headgate.plan.ParameterMapping;
import dev.headgate.plan.Plan;
import dev.headgate.plan.PlacementPolicy;
import dev.headgate.plan.PlacementSettings;
import dev.headgate.plan.Planner;
import dev.headgate.routing.RouteTable;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import software.amazon.awscdk.App;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.assertions.Match;
import software.amazon.awscdk.assertions.Template;
import software.amazon.awscdk.aws_apigatewayv2_integrations.HttpLambdaIntegration;
import software.amazon.awscdk.services.apigateway.MethodOptions;
import software.amazon.awscdk.services.apigateway.RestApi;
import software.amazon.awscdk.services.apigatewayv2.HttpApi;
import software.amazon.awscdk.services.lambda.Function;
import software.amazon.awscdk.services.lambda.IFunction;

/// Plans in stacks with nothing but an API.
class PlannedRoutesTest {
    private static final String LIST = "{name: list, paths: ['~/orders$'], methods: [GET]}";
    private static final String KEYS = "{name: keys, paths: ['~/keys$'], plugins: [{name: key-auth}]}";
    private static final String FILES = "{name: files, paths: ['~/a--b$']}, {name: others, paths: ['~/a/b$']}";

    private static Plan plan(ApiType api, String routes) {
        Reading reading = new KongReader(InstantSource.fixed(Instant.EPOCH)).read("kong.yaml", """
                _format_version: "3.0"
                services: [{name: s, url: https://shop.example.com, routes: [ROUTES]}]
                """.replace("ROUTES", routes));
        Gateway gateway = reading.gateway().orElseThrow(() -> new AssertionError(reading.diagnostics()));
        return Planner.plan(gateway, RouteTable.compile(gateway.routes()), api,
                PlacementSettings.DEFAULT.with(PlacementPolicy.BALANCED), CallerRules.EDGE);
    }

    private static IFunction function(Stack stack, String name) {
        return Function.fromFunctionArn(stack, name, "arn:aws:lambda:us-east-1:123456789012:function:" + name);
    }

    private static HttpApi api(Stack stack) {
        return HttpApi.Builder.create(stack, "Api")
                .defaultIntegration(new HttpLambdaIntegration("Router", function(stack, "router"))).build();
    }

    private static Template http(String routes) {
        Stack stack = new Stack(new App(), "Stack");
        new PlannedRoutes(stack, "Planned", api(stack), plan(ApiType.HTTP, routes),
                Optional.of(function(stack, "authorizer")), Optional.empty(), true);
        return Template.fromStack(stack);
    }

    /// Route keys and integrations by their logical ids.
    private static Map<String, Object> ids(Template template) {
        Map<String, Object> ids = new TreeMap<>();
        for (String type : List.of("Route", "Integration", "Authorizer")) {
            template.findResources("AWS::ApiGatewayV2::" + type)
                    .forEach((id, resource) -> ids.put(id, resource.get("Properties")));
        }
        return ids;
    }

    @Test
    void another_route_renames_none_and_neither_does_another_order() {
        Map<String, Object> few = ids(http(LIST + ", " + KEYS));
        Map<String, Object> more = ids(http(FILES + ", " + KEYS + ", " + LIST));
        assertThat(few).hasSize(7);
        assertThat(more).containsAllEntriesOf(few).hasSize(11);
    }

    @Test
    void a_plan_that_leaves_all_to_the_router_makes_nothing() {
        Template template = http("{name: r, hosts: [a.example.com]}");
        template.resourceCountIs("AWS::ApiGatewayV2::Route", 1);
        template.resourceCountIs("AWS::ApiGatewayV2::Integration", 1);
        template.hasResourceProperties("AWS::ApiGatewayV2::Stage", Map.of("RouteSettings", Match.absent()));
        template.hasResourceProperties("AWS::ApiGatewayV2::Api", Map.of("CorsConfiguration", Match.absent()));
    }

    @Test
    void nothing_is_made_that_an_API_does_not_have() {
        Stack stack = new Stack(new App(), "Stack");
        HttpApi api = api(stack);
        assertThatThrownBy(() -> new PlannedRoutes(stack, "Keys", api, plan(ApiType.HTTP, KEYS), Optional.empty(),
                Optional.empty(), true))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the plan asks an authorizer, and there is none");
        Plan answers = plan(ApiType.REST, "{name: r, paths: ['~/a$'], plugins: [{name: request-termination}]}");
        assertThatThrownBy(
                () -> new PlannedRoutes(stack, "Answers", api, answers, Optional.empty(), Optional.empty(), true))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("an HTTP API does not answer by itself");
        assertThatThrownBy(() -> new PlannedMethods(RestApi.Builder.create(stack, "Rest").build(),
                plan(ApiType.HTTP, KEYS), function(stack, "other"), () -> MethodOptions.builder().build()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a REST API asks nobody about ANY /keys");
    }

    @Test
    void a_private_backend_has_to_have_a_listener() {
        Stack stack = new Stack(new App(), "Stack");
        Plan plan = plan(ApiType.HTTP, LIST);
        Plan linked = new Plan(plan.api(), plan.policy(), plan.routes().stream().map(route -> new Plan.RoutePlan(
                route.route(), route.keys().stream().map(key -> new Plan.NativeKey(key.key(),
                        new Integration.VpcLink("ANY", "in.test", "", ParameterMapping.NONE), key.authorization(),
                        key.throttle(), key.differences())).toList(),
                route.reasons())).toList(),
                plan.guards(), plan.cors(), plan.addresses());
        assertThatThrownBy(() -> new PlannedRoutes(stack, "Planned", api(stack), linked, Optional.empty(), Optional.of(
                new PrivateNetwork(new NetworkSettings("us-east-1", List.of("subnet-1"), List.of("sg-1")), Map.of())),
                true))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the plan calls in.test, which has no listener here");
        assertThatThrownBy(() -> new PlannedMethods(RestApi.Builder.create(stack, "Rest").build(), linked,
                function(stack, "other"), () -> MethodOptions.builder().build()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a REST API leaves private backends to the router: GET /orders");
    }

    @Test
    void a_REST_API_may_leave_nothing_but_guards_to_the_router() {
        Stack stack = new Stack(new App(), "Stack");
        IFunction router = Function.fromFunctionName(stack, "router", "router");
        new PlannedMethods(RestApi.Builder.create(stack, "Rest").build(),
                plan(ApiType.REST, "{name: all, paths: [/]}, {name: two, paths: ['~/b$'], headers: {x: ['1']}}"),
                router,
                () -> MethodOptions.builder().build());
        Template template = Template.fromStack(stack);
        template.resourcePropertiesCountIs("AWS::ApiGateway::Method", Map.of("HttpMethod", "ANY", "Integration",
                Match.objectLike(Map.of("Type", "HTTP_PROXY"))), 2);
        template.resourcePropertiesCountIs("AWS::ApiGateway::Method", Map.of("HttpMethod", "ANY", "AuthorizationType",
                "NONE", "Integration", Match.objectLike(Map.of("Type", "AWS_PROXY"))), 2);
        template.resourceCountIs("AWS::Lambda::Permission", 1);
    }

    @Test
    void all_letters_of_keys_can_stand_in_a_REST_API() {
        Stack stack = new Stack(new App(), "Stack");
        new PlannedMethods(RestApi.Builder.create(stack, "Rest").build(),
                plan(ApiType.REST, "{name: odd, paths: ['/a_b.c-D9']}"), function(stack, "router"),
                () -> MethodOptions.builder().build());
        Template.fromStack(stack).hasResourceProperties("AWS::ApiGateway::Resource", Map.of("PathPart", "a_b.c-D9"));
    }

    @Test
    void a_REST_API_has_one_variable_at_a_place() {
        Stack stack = new Stack(new App(), "Stack");
        IFunction router = Function.fromFunctionName(stack, "router", "router");
        new PlannedMethods(RestApi.Builder.create(stack, "Rest").build(),
                plan(ApiType.REST, "{name: one, paths: ['~/(?<id>[^/]+)$'], strip_path: false}"), router,
                () -> MethodOptions.builder().build());
        Template template = Template.fromStack(stack);
        template.resourceCountIs("AWS::ApiGateway::Resource", 2);
        template.hasResourceProperties("AWS::ApiGateway::Resource", Map.of("PathPart", "{segment1}"));
        template.hasResourceProperties("AWS::ApiGateway::Method", Map.of("Integration", Match.objectLike(Map.of("Uri",
                "https://shop.example.com/{segment1}", "RequestParameters", Match.objectLike(Map.of(
                        "integration.request.path.segment1", "method.request.path.segment1"))))));
        template.resourceCountIs("AWS::ApiGateway::Method", 3);
        template.resourceCountIs("AWS::Lambda::Permission", 2);
    }

    @Test
    void no_route_is_there_before_those_that_keep_something_from_it() {
        Template template = http("{name: all, paths: [/shop]}, {name: special, paths: ['~/shop/special$']}, "
                + "{name: odd, paths: ['~/shop/(?<id>[^/]+)/x$'], headers: {a: [b]}}, {name: get, paths: [/shop], methods: [GET]}");
        Map<String, String> keys = new TreeMap<>();
        template.findResources("AWS::ApiGatewayV2::Route").forEach((id, route) -> keys.put(id,
                ((Map<?, ?>) route.get("Properties")).get("RouteKey").toString()));
        Map<String, List<String>> before = new TreeMap<>();
        template.findResources("AWS::ApiGatewayV2::Route").forEach((id, route) -> {
            if (route.get("DependsOn") instanceof List<?> ids) {
                before.put(keys.get(id), ids.stream().map(keys::get).sorted().toList());
            }
        });
        assertThat(before).containsExactlyInAnyOrderEntriesOf(Map.of(
                "ANY /shop", List.of("GET /shop"),
                "ANY /shop/special", List.of("GET /shop/special"),
                "ANY /shop/{proxy+}", List.of("ANY /shop/special", "ANY /shop/{segment2}/x", "GET /shop/special",
                        "GET /shop/{proxy+}", "GET /shop/{segment2}/x"),
                "GET /shop/{proxy+}", List.of("GET /shop/special", "GET /shop/{segment2}/x")));
    }
}
