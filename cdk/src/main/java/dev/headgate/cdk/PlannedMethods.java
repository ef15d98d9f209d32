package dev.headgate.cdk;

import dev.headgate.plan.Authorization;
import dev.headgate.plan.Plan;
import dev.headgate.plan.Plan.NativeKey;
import dev.headgate.plan.Plan.RoutePlan;
import dev.headgate.plan.RouteKey;
import io.github.cdklabs.cdknag.NagPackSuppression;
import io.github.cdklabs.cdknag.NagSuppressions;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.apigateway.AuthorizationType;
import software.amazon.awscdk.services.apigateway.IResource;
import software.amazon.awscdk.services.apigateway.Integration;
import software.amazon.awscdk.services.apigateway.IntegrationType;
import software.amazon.awscdk.services.apigateway.LambdaIntegration;
import software.amazon.awscdk.services.apigateway.Method;
import software.amazon.awscdk.services.apigateway.MethodOptions;
import software.amazon.awscdk.services.apigateway.RestApi;
import software.amazon.awscdk.services.lambda.CfnPermission;
import software.amazon.awscdk.services.lambda.IFunction;

/// What a plan has a REST API do by itself, and what goes to the router: a method for each native key and each guard, and for
/// all that no key takes `ANY` of `/` and `/{proxy+}`. It decides nothing: whatever it makes stands in the plan.
///
/// Guards have no authorizer: the router authenticates by itself what no authorizer vouched for.
public final class PlannedMethods {
    private static final String ROOT = "/";
    private static final String ALL = "/{proxy+}";
    private static final String FIRST = "/{segment1}";

    private final RestApi api;
    private final IFunction router;
    private final Map<String, IResource> resources = new LinkedHashMap<>();
    private final List<Method> made = new ArrayList<>();

    /// @param api without any resources
    /// @param plan of the kind [dev.headgate.plan.ApiType#REST]
    /// @param router where everything else goes
    /// @param ofRouter how `ANY` of `/` and `/{proxy+}` are authorized; not asked where both are native, since the CDK takes no
    ///        authorizer that nothing asks
    /// @throws IllegalArgumentException when the plan asks for what a REST API does not have
    public PlannedMethods(RestApi api, Plan plan, IFunction router, Supplier<MethodOptions> ofRouter) {
        this.api = api;
        this.router = router;
        resources.put(ROOT, api.getRoot());
        Set<String> keys = new LinkedHashSet<>();
        plan.routes().forEach(route -> route.keys().forEach(key -> keys.add(key.key().toString())));
        // A REST API has no two variables side by side; below the one for a single segment is something for the rest.
        boolean isDivided = Stream.concat(keys.stream(), plan.guards().stream().map(RouteKey::toString))
                .anyMatch(key -> key.contains(" " + FIRST));
        LambdaIntegration toRouter = LambdaIntegration.Builder.create(router).allowTestInvoke(false).build();
        boolean isForAll = !isDivided && !keys.contains(RouteKey.ANY + " " + ALL);
        if (!keys.contains(RouteKey.ANY + " " + ROOT)) {
            resource(ROOT).addMethod(RouteKey.ANY, toRouter, ofRouter.get());
        }
        if (isForAll) {
            resource(ALL).addMethod(RouteKey.ANY, toRouter, ofRouter.get());
        }
        for (RoutePlan route : plan.routes()) {
            for (NativeKey key : route.keys()) {
                if (!(key.authorization() instanceof Authorization.None)) {
                    throw new IllegalArgumentException("a REST API asks nobody about " + key.key());
                }
                PlannedMethod method = PlannedMethod.of(key);
                open(resource(key.key().path().toString()).addMethod(key.key().method(), method.integration(),
                        method.options()), "No plugin of the Kong file asks callers of this route who they are.");
            }
        }
        guards(plan.guards(), !isForAll);
    }

    /// The methods that no authorizer stands before, whoever authenticates the others.
    List<Method> open() {
        return List.copyOf(made);
    }

    /// That of a path, made with those above it where it is not there.
    IResource resource(String path) {
        IResource known = resources.get(path);
        if (known != null) {
            return known;
        }
        int slash = path.lastIndexOf('/');
        IResource resource = resource(slash == 0 ? ROOT : path.substring(0, slash))
                .addResource(path.substring(slash + 1));
        resources.put(path, resource);
        return resource;
    }

    /// @param isAlone whether the router's permission to be invoked for `/{proxy+}`, which stands for all that is below, is
    ///        not there
    private void guards(List<RouteKey> guards, boolean isAlone) {
        if (guards.isEmpty()) {
            return;
        }
        Stack stack = Stack.of(api);
        // Without permissions of their own: a function's policy holds some sixty.
        Integration integration = Integration.Builder.create().type(IntegrationType.AWS_PROXY)
                .integrationHttpMethod("POST").uri("arn:" + stack.getPartition() + ":apigateway:" + stack.getRegion()
                        + ":lambda:path/2015-03-31/functions/" + router.getFunctionArn() + "/invocations")
                .build();
        MethodOptions options = MethodOptions.builder().authorizationType(AuthorizationType.NONE).build();
        for (RouteKey guard : guards) {
            open(resource(guard.path().toString()).addMethod(guard.method(), integration, options),
                    "It leads to the router, which finds out by itself who calls.");
        }
        if (isAlone) {
            CfnPermission.Builder.create(api, "GuardsPermission").action("lambda:InvokeFunction")
                    .functionName(router.getFunctionArn()).principal("apigateway.amazonaws.com")
                    .sourceArn(api.arnForExecuteApi("*", "/*", api.getDeploymentStage().getStageName())).build();
        }
    }

    private void open(Method method, String reason) {
        made.add(method);
        NagSuppressions.addResourceSuppressions(method,
                List.of(NagPackSuppression.builder().id("AwsSolutions-APIG4").reason(reason).build()));
    }
}
