package dev.headgate.cdk;

import dev.headgate.config.Settings;
import dev.headgate.tables.Tables;
import io.github.cdklabs.cdknag.NagPackSuppression;
import io.github.cdklabs.cdknag.NagSuppressions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import software.amazon.awscdk.ArnComponents;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.events.Rule;
import software.amazon.awscdk.services.events.Schedule;
import software.amazon.awscdk.services.events.targets.LambdaFunction;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.lambda.Code;
import software.amazon.awscdk.services.lambda.EventInvokeConfigOptions;
import software.amazon.awscdk.services.lambda.destinations.SqsDestination;
import software.amazon.awscdk.services.sqs.Queue;
import software.amazon.awscdk.services.sqs.QueueEncryption;
import software.constructs.Construct;

/// The functions of one Region: the router, the authorizer where API Gateway turns callers away on its word, and the
/// probes where upstreams have active health checks. Each has a role that names its own tables and actions.
final class GatewayFunctions extends Construct {
    private static final int ROUTER_TIMEOUT_SECONDS = 29;
    private static final int AUTHORIZER_TIMEOUT_SECONDS = 10;
    private static final int PROBES_TIMEOUT_SECONDS = 60;
    private static final int DEAD_LETTERS_DAYS = 14;

    private final Deployment deployment;
    private final DeploymentSettings settings;
    private final Tables tables;
    private final FunctionPackage functionPackage;
    private final Code code;
    private final FunctionPermissions permissions;
    private final GatewayFunction router;
    private final Optional<GatewayFunction> authorizer;
    private final Optional<Queue> probesDeadLetters;

    /// @param deployment says what the functions have to be allowed, and who refuses a request without a valid credential
    GatewayFunctions(Construct scope, String id, Deployment deployment, FunctionPackage functionPackage) {
        super(scope, id);
        this.deployment = deployment;
        this.settings = deployment.settings();
        this.tables = Tables.named(settings.name());
        this.functionPackage = functionPackage;
        this.code = Code.fromAsset(functionPackage.folder().toString());
        this.permissions = new FunctionPermissions(Stack.of(this));
        this.router = new GatewayFunction(this, "Router", new GatewayFunction.Properties(
                settings.name() + "-router", "dev.headgate.functions.RouterHandler", ROUTER_TIMEOUT_SECONDS,
                routerEnvironment(), routerStatements(), settings.functions().reservedConcurrency(),
                settings.functions().provisionedConcurrency(), network()), code, settings);
        this.authorizer = deployment.auth() == Settings.Auth.EDGE ? Optional.of(makeAuthorizer()) : Optional.empty();
        this.probesDeadLetters = deployment.gateway().upstreams().stream()
                .anyMatch(upstream -> upstream.healthChecks().active().isOn())
                        ? Optional.of(probes())
                        : Optional.empty();
    }

    GatewayFunction router() {
        return router;
    }

    /// Absent where the router alone refuses callers.
    Optional<GatewayFunction> authorizer() {
        return authorizer;
    }

    /// What probes could not do; absent where nothing is probed.
    Optional<Queue> probesDeadLetters() {
        return probesDeadLetters;
    }

    private GatewayFunction makeAuthorizer() {
        return new GatewayFunction(this, "Authorizer", new GatewayFunction.Properties(
                settings.name() + "-authorizer", "dev.headgate.authorizer.AuthorizerHandler",
                AUTHORIZER_TIMEOUT_SECONDS, requestEnvironment(), authorizerStatements(),
                settings.functions().authorizerReservedConcurrency(), 0, Optional.empty()), code, settings);
    }

    /// Probes targets, as often as a schedule can ask for it. Nothing is tried again: the next minute does. A round ends by
    /// itself before the next one begins; to reserve one environment for it would say so as well, but fails in accounts
    /// whose quota is the 10 of a new one, all of which Lambda keeps unreserved.
    ///
    /// @return where an event goes that the function did not get, or failed on
    private Queue probes() {
        Map<String, String> variables = environment();
        variables.put("HEADGATE_HEALTH_TABLE", tables.health());
        List<PolicyStatement> statements = new ArrayList<>(permissions.secrets(deployment.gateway()));
        statements.add(allow(tables.health(), "dynamodb:GetItem", "dynamodb:UpdateItem"));
        GatewayFunction probes = new GatewayFunction(this, "Probes", new GatewayFunction.Properties(
                settings.name() + "-probes", "dev.headgate.functions.HealthProbeHandler", PROBES_TIMEOUT_SECONDS,
                variables, statements, Optional.empty(), 0, network()), code, settings);
        Queue deadLetters = Queue.Builder.create(this, "ProbesDeadLetters")
                .queueName(settings.name() + "-probes-dead-letters").encryption(QueueEncryption.SQS_MANAGED)
                .enforceSsl(true).retentionPeriod(Duration.days(DEAD_LETTERS_DAYS)).build();
        NagSuppressions.addResourceSuppressions(deadLetters,
                Stream.of("AwsSolutions-SQS3", "Serverless-SQSRedrivePolicy").map(rule -> NagPackSuppression.builder()
                        .id(rule).reason("It is itself where failed events go.").build()).toList());
        probes.alias().configureAsyncInvoke(EventInvokeConfigOptions.builder()
                .onFailure(new SqsDestination(deadLetters)).retryAttempts(0).build());
        Rule.Builder.create(this, "ProbesSchedule").schedule(Schedule.rate(Duration.minutes(1)))
                .description("Active health checks").targets(List.of(LambdaFunction.Builder.create(probes.alias())
                        .retryAttempts(0).deadLetterQueue(deadLetters).build()))
                .build();
        return deadLetters;
    }

    /// Of the functions that call backends. The authorizer calls none.
    private Optional<NetworkSettings> network() {
        return settings.networks().stream().filter(network -> network.region().equals(Stack.of(this).getRegion()))
                .findFirst();
    }

    private Map<String, String> environment() {
        Map<String, String> variables = new TreeMap<>(settings.variables());
        variables.putAll(CognitoVariables.forFunctions(settings, Stack.of(this).getRegion()));
        variables.put("HEADGATE_CONFIG", String.join(",", functionPackage.configNames()));
        if (!functionPackage.settingsName().isEmpty()) {
            variables.put("HEADGATE_SETTINGS", functionPackage.settingsName());
        }
        if (!functionPackage.aotCacheName().isEmpty()) {
            variables.put("JAVA_TOOL_OPTIONS", "-XX:AOTCache=/var/task/" + functionPackage.aotCacheName());
        }
        variables.put("HEADGATE_KEYS_TABLE", tables.keys());
        variables.put("HEADGATE_NAME", settings.name());
        if (settings.monitoring().routeMetrics()) {
            variables.put("HEADGATE_ROUTE_METRICS", "true");
        }
        return variables;
    }

    /// Of the functions that clients' requests reach.
    private Map<String, String> requestEnvironment() {
        Map<String, String> variables = environment();
        settings.domain().ifPresent(domain -> variables.put("HEADGATE_READY_PATH", domain.readyPath()));
        if (settings.cloudFront()) {
            variables.put("HEADGATE_ORIGIN_SECRET", OriginSecret.name(settings));
            // Functions read the secret when they start, so a changed one takes a new version.
            variables.put("HEADGATE_ORIGIN_SECRET_VERSION", settings.originSecretVersion());
        }
        return variables;
    }

    private Map<String, String> routerEnvironment() {
        Map<String, String> variables = requestEnvironment();
        variables.put("HEADGATE_COUNTERS_TABLE", tables.counters());
        variables.put("HEADGATE_CACHE_TABLE", tables.cache());
        variables.put("HEADGATE_HEALTH_TABLE", tables.health());
        return variables;
    }

    private List<PolicyStatement> authorizerStatements() {
        List<PolicyStatement> statements = new ArrayList<>();
        statements.add(allow(tables.keys(), "dynamodb:GetItem"));
        statements.addAll(permissions.secrets(deployment.gateway()));
        if (settings.cloudFront()) {
            statements.add(permissions.secret(OriginSecret.name(settings)));
        }
        return statements;
    }

    private List<PolicyStatement> routerStatements() {
        List<PolicyStatement> statements = authorizerStatements();
        statements.addAll(permissions.calls(deployment.gateway(), deployment.file()));
        statements.add(allow(tables.counters(), "dynamodb:GetItem", "dynamodb:UpdateItem"));
        statements.add(allow(tables.cache(), "dynamodb:GetItem", "dynamodb:PutItem"));
        statements.add(allow(tables.health(), "dynamodb:GetItem", "dynamodb:UpdateItem"));
        return statements;
    }

    /// On the table of that name in this Region, replicas included.
    private PolicyStatement allow(String table, String... actions) {
        return PolicyStatement.Builder.create().actions(List.of(actions))
                .resources(List.of(Stack.of(this).formatArn(ArnComponents.builder().service("dynamodb")
                        .resource("table").resourceName(table).build())))
                .build();
    }
}
