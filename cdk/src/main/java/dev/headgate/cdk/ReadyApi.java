package dev.headgate.cdk;

import io.github.cdklabs.cdknag.NagPackSuppression;
import io.github.cdklabs.cdknag.NagSuppressions;
import java.util.List;
import software.amazon.awscdk.aws_apigatewayv2_integrations.HttpLambdaIntegration;
import software.amazon.awscdk.services.apigatewayv2.AddRoutesOptions;
import software.amazon.awscdk.services.apigatewayv2.HttpApi;
import software.amazon.awscdk.services.apigatewayv2.HttpMethod;
import software.amazon.awscdk.services.apigatewayv2.HttpRoute;
import software.amazon.awscdk.services.lambda.Alias;
import software.constructs.Construct;

/// The HTTP API that Route 53's checkers ask where the gateway's clients have to show a certificate or come through
/// CloudFront, neither of which checkers do. It has the ready path and nothing else, so that it leads nobody past them.
final class ReadyApi extends Construct {
    private final ApiStage stage;

    ReadyApi(Construct scope, String id, DeploymentSettings settings, Alias router) {
        super(scope, id);
        HttpApi api = HttpApi.Builder.create(this, "Api").apiName(settings.name() + "-ready")
                .description("Headgate's ready path, for health checks").createDefaultStage(true)
                .disableExecuteApiEndpoint(true).build();
        List<HttpRoute> routes = api.addRoutes(AddRoutesOptions.builder()
                .path(settings.domain().orElseThrow().readyPath())
                .methods(List.of(HttpMethod.GET)).integration(new HttpLambdaIntegration("Router", router)).build());
        this.stage = HttpApiGateway.observed(this, api, settings.name() + "-ready", settings);
        routes.forEach(route -> NagSuppressions.addResourceSuppressions(route, List.of(NagPackSuppression.builder()
                .id("AwsSolutions-APIG4")
                .reason("Route 53's health checkers have no credentials, and the path tells only whether the Region works.")
                .build())));
    }

    ApiStage stage() {
        return stage;
    }
}
