package dev.headgate.cdk;

import static java.util.Map.entry;

import dev.headgate.plan.Authorization;
import dev.headgate.plan.NativeCors;
import dev.headgate.plan.Plan;
import dev.headgate.plan.Plan.NativeKey;
import dev.headgate.plan.Plan.RoutePlan;
import dev.headgate.plan.PlacementSettings.Throttle;
import dev.headgate.plan.RouteKey;
import io.github.cdklabs.cdknag.NagPackSuppression;
import io.github.cdklabs.cdknag.NagSuppressions;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import software.amazon.awscdk.services.apigatewayv2.CfnApi;
import software.amazon.awscdk.services.apigatewayv2.CfnRoute;
import software.amazon.awscdk.services.apigatewayv2.CfnStage;
import software.amazon.awscdk.services.apigatewayv2.HttpApi;
import software.amazon.awscdk.services.lambda.IFunction;
import software.constructs.Construct;
import software.constructs.IDependable;

/// What a plan has an HTTP API do by itself, beside its `$default` route, which leads to the router: a route for each native
/// key, a route to the router for each guard, the API's CORS and the throttles of routes. It decides nothing: whatever it
/// makes stands in the plan.
///
/// Guards have no authorizer. The router authenticates by itself what no authorizer vouched for, and Headgate's authorizer
/// would take a route with a key for one that no router serves.
public final class PlannedRoutes extends Construct {
    private final PlannedCalls calls;
    private final PlannedAuthorizers authorizers;
    private final HttpApi api;
    private final Map<RouteKey, CfnRoute> routes = new LinkedHashMap<>();

    /// @param id unique in the scope
    /// @param api with a default integration, the router's, and the default stage
    /// @param plan of the kind [dev.headgate.plan.ApiType#HTTP]
    /// @param authorizer Headgate's, a version that knows the configuration of the plan; may be absent where no key asks it
    /// @param network where private backends are; may be absent where no key calls one
    /// @param hasDetailedMetrics whether API Gateway measures each route with a throttle, as the stage has it of the others
    /// @throws IllegalArgumentException when the plan asks for what an HTTP API does not have, or for an authorizer or a
    ///         private backend that is not there
    public PlannedRoutes(Construct scope, String id, HttpApi api, Plan plan, Optional<? extends IFunction> authorizer,
            Optional<PrivateNetwork> network, boolean hasDetailedMetrics) {
        super(scope, id);
        this.api = api;
        this.calls = new PlannedCalls(this, api, network);
        this.authorizers = new PlannedAuthorizers(this, api, authorizer);
        Map<String, Object> throttles = new TreeMap<>();
        CfnStage stage = (CfnStage) api.getDefaultStage().getNode().getDefaultChild();
        for (RoutePlan route : plan.routes()) {
            for (NativeKey key : route.keys()) {
                CfnRoute made = route(key);
                routes.put(key.key(), made);
                key.throttle().ifPresent(throttle -> {
                    throttles.put(key.key().toString(), settings(throttle, hasDetailedMetrics));
                    stage.getNode().addDependency(made);
                });
            }
        }
        if (!throttles.isEmpty()) {
            stage.setRouteSettings(throttles);
        }
        guards(plan.guards());
        order(plan);
        plan.cors().ifPresent(this::cors);
    }

    private CfnRoute route(NativeKey key) {
        CfnRoute.Builder route = CfnRoute.Builder.create(this, PlannedIds.of(key.key())).apiId(api.getApiId())
                .routeKey(key.key().toString()).target(calls.target(key.integration()));
        authorizers.authorize(route, key.authorization());
        CfnRoute made = route.build();
        if (key.authorization() instanceof Authorization.None) {
            open(made, "No plugin of the Kong file asks callers of this route who they are.");
        }
        return made;
    }

    /// What a route says for itself takes the place of all that the stage says for routes.
    private static Map<String, Object> settings(Throttle throttle, boolean hasDetailedMetrics) {
        return Sorted.map(entry("DetailedMetricsEnabled", hasDetailedMetrics),
                entry("ThrottlingRateLimit", throttle.requestsPerSecond()),
                entry("ThrottlingBurstLimit", throttle.burst()));
    }

    private void guards(List<RouteKey> guards) {
        if (guards.isEmpty()) {
            return;
        }
        String router = ((CfnRoute) api.getNode().findChild("DefaultRoute").getNode().getDefaultChild()).getTarget();
        for (RouteKey guard : guards) {
            CfnRoute made = CfnRoute.Builder.create(this, PlannedIds.of(guard)).apiId(api.getApiId())
                    .routeKey(guard.toString()).target(router).authorizationType("NONE").build();
            routes.put(guard, made);
            open(made, "It leads to the router, which finds out by itself who calls.");
        }
    }

    /// Routes count as soon as they are there, one by one. A native one has to wait for those that keep from it what is not its
    /// own, and to go before them: it might let pass what they would not.
    private void order(Plan plan) {
        plan.routes().forEach(route -> route.keys().forEach(key -> {
            IDependable[] before = routes.entrySet().stream()
                    .filter(other -> other.getKey().takesFrom(key.key())).map(Map.Entry::getValue)
                    .toArray(IDependable[]::new);
            if (before.length > 0) {
                routes.get(key.key()).getNode().addDependency(before);
            }
        }));
    }

    private static void open(CfnRoute route, String reason) {
        NagSuppressions.addResourceSuppressions(route,
                List.of(NagPackSuppression.builder().id("AwsSolutions-APIG4").reason(reason).build()));
    }

    private void cors(NativeCors cors) {
        CfnApi.CorsProperty.Builder configuration = CfnApi.CorsProperty.builder().allowOrigins(cors.origins())
                .allowMethods(cors.methods()).allowHeaders(cors.headers());
        if (!cors.exposedHeaders().isEmpty()) {
            configuration.exposeHeaders(cors.exposedHeaders());
        }
        if (cors.credentials()) {
            configuration.allowCredentials(true);
        }
        cors.maxAgeSeconds().ifPresent(configuration::maxAge);
        ((CfnApi) api.getNode().getDefaultChild()).setCorsConfiguration(configuration.build());
    }
}
