package dev.headgate.cdk;

import io.github.cdklabs.cdknag.NagPackSuppression;
import io.github.cdklabs.cdknag.NagSuppressions;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awscdk.Annotations;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.iam.Role;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.amazon.awscdk.services.lambda.Alias;
import software.amazon.awscdk.services.lambda.Architecture;
import software.amazon.awscdk.services.lambda.Code;
import software.amazon.awscdk.services.lambda.Function;
import software.amazon.awscdk.services.lambda.Runtime;
import software.amazon.awscdk.services.lambda.SnapStartConf;
import software.amazon.awscdk.services.lambda.Tracing;
import software.amazon.awscdk.services.lambda.Version;
import software.amazon.awscdk.services.logs.LogGroup;
import software.constructs.Construct;

/// One of Headgate's Lambda functions: its role, its log, its published version behind an alias.
final class GatewayFunction extends Construct {
    private final Alias alias;
    private final Version version;

    /// What one function has of its own.
    ///
    /// @param name of the function
    /// @param handler the Java class
    /// @param timeoutSeconds how long an invocation may take
    /// @param environment variables
    /// @param statements what its role may do beside writing its log
    /// @param reservedConcurrency absent for the account's
    /// @param provisionedConcurrency 0 for none
    /// @param network in which it stands; absent for none
    record Properties(String name, String handler, int timeoutSeconds, Map<String, String> environment,
            List<PolicyStatement> statements, Optional<Integer> reservedConcurrency, int provisionedConcurrency,
            Optional<NetworkSettings> network) {}

    GatewayFunction(Construct scope, String id, Properties properties, Code code, DeploymentSettings settings) {
        super(scope, id);
        LogGroup log = KeptLog.make(this, "Log", "/aws/lambda/" + properties.name(), settings);
        Role role = Role.Builder.create(this, "Role").assumedBy(new ServicePrincipal("lambda.amazonaws.com"))
                .description("What " + properties.name() + " may do").build();
        log.grantWrite(role);
        properties.statements().forEach(role::addToPolicy);
        properties.network().ifPresent(_ -> FunctionNetwork.allow(role, properties.name()));
        Function.Builder function = Function.Builder.create(this, "Function").functionName(properties.name())
                .runtime(Runtime.JAVA_25).handler(properties.handler()).code(code)
                .architecture(settings.functions().isArm() ? Architecture.ARM_64 : Architecture.X86_64)
                .memorySize(settings.functions().memoryMegabytes())
                .timeout(Duration.seconds(properties.timeoutSeconds())).environment(properties.environment())
                .role(role).logGroup(log).tracing(Tracing.ACTIVE);
        properties.reservedConcurrency().ifPresent(function::reservedConcurrentExecutions);
        if (settings.functions().snapStart()) {
            function.snapStart(SnapStartConf.ON_PUBLISHED_VERSIONS);
        }
        Function built = function.build();
        properties.network().ifPresent(network -> FunctionNetwork.attach(built, network));
        Annotations.of(built).acknowledgeWarning("@aws-cdk/aws-lambda:snapStartRequirePublish",
                "APIs invoke the alias, which publishes a version.");
        NagSuppressions.addResourceSuppressions(role, List.of(NagPackSuppression.builder().id("AwsSolutions-IAM5")
                .appliesTo(List.of("Resource::*"))
                .reason("X-Ray takes segments for no resource but all (PutTraceSegments, PutTelemetryRecords).")
                .build()),
                true);
        NagSuppressions.addResourceSuppressions(built, List.of(NagPackSuppression.builder().id("Serverless-LambdaDLQ")
                .reason("API Gateway waits for the answer; the one that a schedule invokes has its alias's destination.")
                .build()));
        this.version = built.getCurrentVersion();
        Alias.Builder live = Alias.Builder.create(this, "Live").aliasName("live")
                .version(version);
        if (properties.provisionedConcurrency() > 0) {
            live.provisionedConcurrentExecutions(properties.provisionedConcurrency());
        }
        this.alias = live.build();
    }

    /// What APIs invoke: the version that was deployed last, once it has taken over.
    Alias alias() {
        return alias;
    }

    /// The version that is deployed, whether or not it has taken over.
    Version version() {
        return version;
    }
}
