package dev.headgate.cdk;

import dev.headgate.cdk.FunctionSettings.Rollout;
import dev.headgate.plan.ApiType;
import dev.headgate.plan.Plan;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.StackProps;
import software.constructs.Construct;

/// The gateway of one Region: its functions and the APIs before them. Everything it needs of other stacks it knows by
/// name, so that it can be deployed while any other Region is lost.
final class GatewayStack extends Stack {
    GatewayStack(Construct scope, String id, StackProps properties, Deployment deployment,
            FunctionPackage functionPackage) {
        super(scope, id, properties);
        DeploymentSettings settings = deployment.settings();
        GatewayFunctions functions = new GatewayFunctions(this, "Functions", deployment, functionPackage);
        Optional<CustomDomains> domains = settings.domain()
                .map(_ -> new CustomDomains(this, "Domains", settings, functions.router().alias()));
        List<ApiMetrics> apis = new ArrayList<>();
        List<ApiMetrics> planned = new ArrayList<>();
        if (settings.api().hasHttp()) {
            Plan plan = deployment.plan(ApiType.HTTP, getRegion());
            HttpApiGateway http = new HttpApiGateway(this, "Http", deployment, plan, functions.router().alias(),
                    functions.authorizer());
            if (plan.hasKeys()) {
                planned.add(http.metrics());
            }
            apis.add(http.metrics());
            domains.ifPresent(made -> made.lead(settings.domain().orElseThrow().name(), http.stage()));
        }
        if (settings.api().hasRest()) {
            new TraceSampling(this, "Sampling", settings.name(), settings.monitoring().tracedPercent());
            Plan plan = deployment.plan(ApiType.REST, getRegion());
            RestApiGateway rest = new RestApiGateway(this, "Rest", deployment, plan, functions.router().alias(),
                    functions.authorizer().map(GatewayFunction::alias));
            if (plan.hasKeys()) {
                planned.add(rest.metrics());
            }
            apis.add(rest.metrics());
            domains.ifPresent(made -> made.lead(RestApiGateway.domainName(settings), rest.apiStage()));
        }
        Alarms alarms = new Alarms(this, "Alarms", settings, apis, functions.authorizer().isPresent(),
                functions.probesDeadLetters());
        SequencedMap<String, GatewayFunction> serving = new LinkedHashMap<>();
        serving.put("router", functions.router());
        functions.authorizer().ifPresent(authorizer -> serving.put("authorizer", authorizer));
        new RegionDashboard(this, "Dashboard", settings, apis, planned, List.copyOf(serving.keySet()), alarms.told());
        if (settings.functions().rollout() != Rollout.ALL_AT_ONCE) {
            new GradualDeployment(this, "Rollout", settings, serving, alarms.rollingBack());
        }
    }
}
