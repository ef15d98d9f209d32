package dev.headgate.cdk;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import software.amazon.awscdk.CfnOutput;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.aws_apigatewayv2_authorizers.HttpLambdaAuthorizer;
import software.amazon.awscdk.aws_apigatewayv2_authorizers.HttpLambdaResponseType;
import software.amazon.awscdk.aws_apigatewayv2_integrations.HttpLambdaIntegration;
import software.amazon.awscdk.services.apigatewayv2.CfnStage;
import software.amazon.awscdk.services.apigatewayv2.HttpApi;
import software.amazon.awscdk.services.apigatewayv2.HttpMethod;
import software.amazon.awscdk.services.lambda.Alias;
import software.amazon.awscdk.services.logs.LogGroup;
import software.constructs.Construct;

/// An HTTP API whose `$default` route leads to the router. The authorizer, where there is one, is asked for every request
/// and never cached: which credential counts depends on the route that Headgate finds.
final class HttpApiGateway extends Construct {
    private static final List<String> LOGGED = List.of("requestId", "identity.sourceIp", "requestTime", "httpMethod",
            "routeKey", "status", "responseLength", "responseLatency", "integrationLatency", "integrationErrorMessage",
            "authorizer.error", "error.message");

    private final ApiMetrics metrics;

    HttpApiGateway(Construct scope, String id, DeploymentSettings settings, Alias router, Optional<Alias> authorizer) {
        super(scope, id);
        HttpApi.Builder api = HttpApi.Builder.create(this, "Api").apiName(settings.name() + "-http")
                .description("Headgate").createDefaultStage(true)
                .disableExecuteApiEndpoint(settings.domain().isPresent())
                .defaultIntegration(new HttpLambdaIntegration("Router", router));
        authorizer.ifPresent(function -> api.defaultAuthorizer(HttpLambdaAuthorizer.Builder
                .create("Authorizer", function).authorizerName(settings.name() + "-authorizer")
                .responseTypes(List.of(HttpLambdaResponseType.SIMPLE)).identitySource(List.of())
                .resultsCacheTtl(Duration.seconds(0)).build()));
        HttpApi built = api.build();
        this.metrics = ApiMetrics.http(built.getApiId());
        LogGroup log = LogGroup.Builder.create(this, "AccessLog")
                .logGroupName("/aws/apigateway/" + settings.name() + "-http")
                .retention(GatewayFunction.retention(settings.monitoring().logRetentionDays()))
                .removalPolicy(RemovalPolicy.DESTROY).build();
        CfnStage stage = (CfnStage) built.getDefaultStage().getNode().getDefaultChild();
        stage.setAccessLogSettings(CfnStage.AccessLogSettingsProperty.builder().destinationArn(log.getLogGroupArn())
                .format(accessLogFormat()).build());
        stage.setDefaultRouteSettings(CfnStage.RouteSettingsProperty.builder().detailedMetricsEnabled(true)
                .throttlingRateLimit(settings.throttle().requestsPerSecond())
                .throttlingBurstLimit(settings.throttle().burst()).build());
        if (settings.domain().isEmpty()) {
            CfnOutput.Builder.create(Stack.of(this), "HttpApiUrl").value(built.getApiEndpoint()).build();
        }
    }

    ApiMetrics metrics() {
        return metrics;
    }

    /// A JSON object of the variables that help to find a request and what became of it.
    private static String accessLogFormat() {
        return LOGGED.stream().map(name -> "\"" + name + "\":\"$context." + name + "\"")
                .collect(Collectors.joining(",", "{", "}"));
    }
}
