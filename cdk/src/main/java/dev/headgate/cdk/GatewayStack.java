package dev.headgate.cdk;

import dev.headgate.tables.Tables;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.StackProps;
import software.amazon.awscdk.services.events.Rule;
import software.amazon.awscdk.services.events.Schedule;
import software.amazon.awscdk.services.events.targets.LambdaFunction;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.lambda.Code;
import software.constructs.Construct;

/// The gateway of one Region: its functions and the APIs before them. Everything it needs of other stacks it knows by
/// name.
final class GatewayStack extends Stack {
    private static final int ROUTER_TIMEOUT_SECONDS = 29;
    private static final int AUTHORIZER_TIMEOUT_SECONDS = 10;
    private static final int PROBES_TIMEOUT_SECONDS = 60;

    private final Tables tables;
    private final FunctionPackage functionPackage;

    /// @param deployment says what the functions have to be allowed, and who refuses a request without a valid credential
    GatewayStack(Construct scope, String id, StackProps properties, DeploymentSettings settings,
            FunctionPackage functionPackage, Deployment deployment) {
        super(scope, id, properties);
        this.tables = Tables.named(settings.name());
        this.functionPackage = functionPackage;
        Code code = Code.fromAsset(functionPackage.folder().toString());
        GatewayFunction router = new GatewayFunction(this, "Router", new GatewayFunction.Properties(
                settings.name() + "-router", "dev.headgate.functions.RouterHandler", ROUTER_TIMEOUT_SECONDS,
                routerEnvironment(), routerStatements(deployment), settings.functions().reservedConcurrency(),
                settings.functions().provisionedConcurrency()), code, settings);
        Optional<GatewayFunction> authorizer = switch (deployment.auth()) {
            case STRICT -> Optional.empty();
            case EDGE -> Optional.of(new GatewayFunction(this, "Authorizer", new GatewayFunction.Properties(
                    settings.name() + "-authorizer", "dev.headgate.authorizer.AuthorizerHandler",
                    AUTHORIZER_TIMEOUT_SECONDS, environment(), authorizerStatements(deployment),
                    settings.functions().authorizerReservedConcurrency(), 0), code, settings));
        };
        if (deployment.gateway().upstreams().stream().anyMatch(upstream -> upstream.healthChecks().active().isOn())) {
            probes(deployment, code, settings);
        }
        if (settings.api().hasHttp()) {
            new HttpApiGateway(this, "Http", settings, router.alias(), authorizer.map(GatewayFunction::alias));
        }
    }

    /// Probes targets, as often as a schedule can ask for it.
    private void probes(Deployment deployment, Code code, DeploymentSettings settings) {
        Map<String, String> variables = environment();
        variables.put("HEADGATE_HEALTH_TABLE", tables.health());
        List<PolicyStatement> statements = new ArrayList<>(new FunctionPermissions(this).secrets(deployment.gateway()));
        statements.add(allow(tables.health(), "dynamodb:GetItem", "dynamodb:UpdateItem"));
        GatewayFunction probes = new GatewayFunction(this, "Probes", new GatewayFunction.Properties(
                settings.name() + "-probes", "dev.headgate.functions.HealthProbeHandler", PROBES_TIMEOUT_SECONDS,
                variables, statements, Optional.of(1), 0), code, settings);
        Rule.Builder.create(this, "ProbesSchedule").schedule(Schedule.rate(Duration.minutes(1)))
                .description("Active health checks").targets(List.of(LambdaFunction.Builder.create(probes.alias())
                        .retryAttempts(0).build()))
                .build();
    }

    private Map<String, String> environment() {
        Map<String, String> variables = new HashMap<>();
        variables.put("HEADGATE_CONFIG", String.join(",", functionPackage.configNames()));
        if (!functionPackage.settingsName().isEmpty()) {
            variables.put("HEADGATE_SETTINGS", functionPackage.settingsName());
        }
        variables.put("HEADGATE_KEYS_TABLE", tables.keys());
        return variables;
    }

    private Map<String, String> routerEnvironment() {
        Map<String, String> variables = environment();
        variables.put("HEADGATE_COUNTERS_TABLE", tables.counters());
        variables.put("HEADGATE_CACHE_TABLE", tables.cache());
        variables.put("HEADGATE_HEALTH_TABLE", tables.health());
        return variables;
    }

    private List<PolicyStatement> authorizerStatements(Deployment deployment) {
        List<PolicyStatement> statements = new ArrayList<>();
        statements.add(read(tables.keys()));
        statements.addAll(new FunctionPermissions(this).secrets(deployment.gateway()));
        return statements;
    }

    private List<PolicyStatement> routerStatements(Deployment deployment) {
        List<PolicyStatement> statements = authorizerStatements(deployment);
        statements.addAll(new FunctionPermissions(this).calls(deployment.gateway(), deployment.file()));
        statements.add(allow(tables.counters(), "dynamodb:GetItem", "dynamodb:UpdateItem"));
        statements.add(allow(tables.cache(), "dynamodb:GetItem", "dynamodb:PutItem"));
        statements.add(allow(tables.health(), "dynamodb:GetItem", "dynamodb:UpdateItem"));
        return statements;
    }

    private PolicyStatement read(String table) {
        return allow(table, "dynamodb:GetItem");
    }

    /// On the table of that name in this Region, replicas included.
    private PolicyStatement allow(String table, String... actions) {
        return PolicyStatement.Builder.create().actions(List.of(actions))
                .resources(List.of(formatArn(software.amazon.awscdk.ArnComponents.builder().service("dynamodb")
                        .resource("table").resourceName(table).build())))
                .build();
    }
}
