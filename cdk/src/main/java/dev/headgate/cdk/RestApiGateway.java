package dev.headgate.cdk;

import dev.headgate.plan.Plan;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import software.amazon.awscdk.CfnOutput;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.apigateway.AuthorizationType;
import software.amazon.awscdk.services.apigateway.CfnAuthorizer;
import software.amazon.awscdk.services.apigateway.EndpointConfiguration;
import software.amazon.awscdk.services.apigateway.EndpointType;
import software.amazon.awscdk.services.apigateway.IpAddressType;
import software.amazon.awscdk.services.apigateway.LambdaIntegration;
import software.amazon.awscdk.services.apigateway.MethodOptions;
import software.amazon.awscdk.services.apigateway.RequestAuthorizer;
import software.amazon.awscdk.services.apigateway.RestApi;
import software.amazon.awscdk.services.apigateway.Stage;
import software.amazon.awscdk.services.lambda.IFunction;
import software.amazon.awscdk.services.logs.LogGroup;
import software.amazon.awscdk.services.wafv2.CfnWebACLAssociation;
import software.constructs.Construct;

/// A Regional REST API whose every path and method leads to the router, unless the plan says that it serves it by itself. What
/// it answers of its own accord are Kong's errors. The authorizer of what leads to the router, where there is one, is asked for every request and never cached: which credential counts depends on the
/// route that Headgate finds.
final class RestApiGateway extends Construct {
    /// The only stage; clients without a custom domain write it before the path, which does not have it any more when the
    /// functions see it.
    static final String STAGE = "live";

    private final RestApi api;
    private final String name;

    /// @param plan what the API serves by itself
    RestApiGateway(Construct scope, String id, Deployment deployment, Plan plan, IFunction router,
            Optional<? extends IFunction> authorizer) {
        super(scope, id);
        DeploymentSettings settings = deployment.settings();
        this.name = settings.name() + "-rest";
        RestApi.Builder builder = RestApi.Builder.create(this, "Api").restApiName(name)
                .description("Headgate").endpointConfiguration(EndpointConfiguration.builder()
                        .types(List.of(EndpointType.REGIONAL)).ipAddressType(IpAddressType.DUAL_STACK).build())
                // So that no byte of a body is lost.
                .binaryMediaTypes(List.of("*/*")).disableExecuteApiEndpoint(settings.domain().isPresent())
                // API Gateway has one role for the logs of all APIs of an account in a Region: it outlives this one.
                .cloudWatchRole(true).cloudWatchRoleRemovalPolicy(RemovalPolicy.RETAIN)
                .deployOptions(RestStage.options(settings, plan, AccessLog.group(this, name, settings)));
        this.api = builder.build();
        // It would name an endpoint that may be off.
        api.getNode().tryRemoveChild("Endpoint");
        PlannedMethods planned = methods(settings, plan, router, authorizer);
        sources(deployment, plan).ifPresentOrElse(
                found -> RestResponses.addAll(api, found, settings.domain().map(DomainSettings::readyPath)),
                () -> RestResponses.addAll(api));
        keepExecutionLog(settings);
        settings.waf().ifPresent(waf -> CfnWebACLAssociation.Builder.create(this, "WebAclOfStage")
                .webAclArn(new WebAcl(this, "WebAcl", WebAcl.Front.REST, waf, deployment).arn())
                .resourceArn(stage().getStageArn()).build());
        RestSuppressions.add(api, settings, authorizer.isPresent(), planned.open());
        CfnOutput.Builder.create(Stack.of(this), "RestApiUrl")
                .value(settings.domain().isPresent() ? "https://" + domainName(settings) : api.getUrl()).build();
    }

    /// The custom domain's name of this kind of API, where there is a domain.
    static String domainName(DeploymentSettings settings) {
        DomainSettings domain = settings.domain().orElseThrow();
        return domain.restName().isEmpty() ? domain.name() : domain.restName();
    }

    /// What the plan's native keys need, or what is asked for beside the router.
    private static Optional<SourcePolicy> sources(Deployment deployment, Plan plan) {
        return plan.addresses().map(SourcePolicy::new).or(() -> deployment.settings().resourcePolicy()
                ? SourcePolicy.of(deployment.gateway())
                : Optional.empty());
    }

    ApiStage apiStage() {
        return new ApiStage(api.getRestApiId(), stage().getStageName());
    }

    ApiMetrics metrics() {
        return ApiMetrics.rest(name);
    }

    private Stage stage() {
        return api.getDeploymentStage();
    }

    private PlannedMethods methods(DeploymentSettings settings, Plan plan, IFunction router,
            Optional<? extends IFunction> authorizer) {
        List<RequestAuthorizer> asked = new ArrayList<>();
        Supplier<MethodOptions.Builder> ofRouter = () -> {
            if (asked.isEmpty()) {
                authorizer.ifPresent(function -> asked.add(authorizer(settings, function)));
            }
            return method(asked.stream().findFirst());
        };
        PlannedMethods planned = new PlannedMethods(api, plan, router, () -> ofRouter.get().build());
        settings.stageCache().ifPresent(cache -> planned.resource("/{proxy+}").addMethod("GET",
                LambdaIntegration.Builder.create(router).allowTestInvoke(false)
                        .cacheKeyParameters(RestStage.cacheKey(cache)).build(),
                ofRouter.get().requestParameters(RestStage.parameters(cache)).build()));
        return planned;
    }

    private RequestAuthorizer authorizer(DeploymentSettings settings, IFunction function) {
        RequestAuthorizer authorizer = RequestAuthorizer.Builder.create(this, "Authorizer").handler(function)
                .authorizerName(settings.name() + "-authorizer").identitySources(List.of())
                .resultsCacheTtl(Duration.seconds(0)).build();
        // What none are is not said by an empty text.
        ((CfnAuthorizer) authorizer.getNode().getDefaultChild()).addPropertyDeletionOverride("IdentitySource");
        return authorizer;
    }

    private static MethodOptions.Builder method(Optional<RequestAuthorizer> authorizer) {
        MethodOptions.Builder options = MethodOptions.builder();
        authorizer.ifPresentOrElse(
                asked -> options.authorizationType(AuthorizationType.CUSTOM).authorizer(asked),
                () -> options.authorizationType(AuthorizationType.NONE));
        return options;
    }

    /// API Gateway makes this log by itself, and then keeps it for ever.
    private void keepExecutionLog(DeploymentSettings settings) {
        LogGroup log = KeptLog.make(this, "ExecutionLog",
                "API-Gateway-Execution-Logs_" + api.getRestApiId() + "/" + STAGE, settings);
        stage().getNode().addDependency(log);
    }
}
