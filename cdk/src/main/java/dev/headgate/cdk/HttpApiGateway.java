package dev.headgate.cdk;

import dev.headgate.plan.Plan;
import io.github.cdklabs.cdknag.NagPackSuppression;
import io.github.cdklabs.cdknag.NagSuppressions;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awscdk.CfnOutput;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.aws_apigatewayv2_authorizers.HttpLambdaAuthorizer;
import software.amazon.awscdk.aws_apigatewayv2_authorizers.HttpLambdaResponseType;
import software.amazon.awscdk.aws_apigatewayv2_integrations.HttpLambdaIntegration;
import software.amazon.awscdk.services.apigatewayv2.CfnStage;
import software.amazon.awscdk.services.apigatewayv2.HttpApi;
import software.amazon.awscdk.services.apigatewayv2.IpAddressType;
import software.amazon.awscdk.services.lambda.Alias;
import software.amazon.awscdk.services.logs.LogGroup;
import software.constructs.Construct;

/// An HTTP API whose `$default` route leads to the router, and whose other routes are those of the plan. Before `$default` the
/// authorizer, where there is one, is asked for every request and never cached: which credential counts depends on the route
/// that Headgate finds.
final class HttpApiGateway extends Construct {
    private static final List<String> LOGGED = List.of("requestId", "identity.sourceIp", "requestTime", "httpMethod",
            "routeKey", "status", "responseLength", "responseLatency", "integrationLatency", "integrationErrorMessage",
            "authorizer.error", "error.message");

    private final ApiMetrics metrics;
    private final ApiStage stage;

    /// @param plan what the API serves by itself
    HttpApiGateway(Construct scope, String id, Deployment deployment, Plan plan, Alias router,
            Optional<GatewayFunction> authorizer) {
        super(scope, id);
        DeploymentSettings settings = deployment.settings();
        HttpApi.Builder api = HttpApi.Builder.create(this, "Api").apiName(settings.name() + "-http")
                .description("Headgate").createDefaultStage(true)
                .disableExecuteApiEndpoint(settings.domain().isPresent()).ipAddressType(IpAddressType.DUAL_STACK)
                .defaultIntegration(new HttpLambdaIntegration("Router", router));
        authorizer.ifPresent(function -> api.defaultAuthorizer(HttpLambdaAuthorizer.Builder
                .create("Authorizer", function.alias()).authorizerName(settings.name() + "-authorizer")
                .responseTypes(List.of(HttpLambdaResponseType.SIMPLE)).identitySource(List.of())
                .resultsCacheTtl(Duration.seconds(0)).build()));
        HttpApi built = api.build();
        if (authorizer.isEmpty()) {
            NagSuppressions.addResourceSuppressions(built.getNode().findChild("DefaultRoute"),
                    List.of(NagPackSuppression.builder().id("AwsSolutions-APIG4")
                            .reason("With auth: strict the router itself refuses callers.").build()));
        }
        this.metrics = ApiMetrics.http(built.getApiId());
        this.stage = observed(this, built, settings.name() + "-http", settings);
        // While a new version takes over step by step, the one before would judge requests to new routes by old rules.
        new PlannedRoutes(this, "Planned", built, plan, authorizer.map(GatewayFunction::version),
                deployment.network(Stack.of(this).getRegion()), settings.monitoring().detailedMetrics());
        CfnOutput.Builder.create(Stack.of(this), "HttpApiUrl")
                .value(settings.domain().map(domain -> "https://" + domain.name()).orElseGet(built::getApiEndpoint))
                .build();
    }

    ApiStage stage() {
        return stage;
    }

    /// Gives the stage of an API its log, its metrics and its throttle.
    ///
    /// @param name of the API
    static ApiStage observed(Construct scope, HttpApi api, String name, DeploymentSettings settings) {
        LogGroup log = AccessLog.group(scope, name, settings);
        CfnStage stage = (CfnStage) api.getDefaultStage().getNode().getDefaultChild();
        stage.setAccessLogSettings(CfnStage.AccessLogSettingsProperty.builder().destinationArn(log.getLogGroupArn())
                .format(AccessLog.format(LOGGED)).build());
        stage.setDefaultRouteSettings(
                CfnStage.RouteSettingsProperty.builder().detailedMetricsEnabled(settings.monitoring().detailedMetrics())
                        .throttlingRateLimit(settings.throttle().requestsPerSecond())
                        .throttlingBurstLimit(settings.throttle().burst()).build());
        return new ApiStage(api.getApiId(), stage.getRef());
    }

    ApiMetrics metrics() {
        return metrics;
    }
}
