package dev.headgate.cdk;

import static java.util.Map.entry;

import dev.headgate.cdk.FunctionSettings.Rollout;
import io.github.cdklabs.cdknag.NagPackSuppression;
import io.github.cdklabs.cdknag.NagSuppressions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import software.amazon.awscdk.ArnComponents;
import software.amazon.awscdk.ArnFormat;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.cloudwatch.Alarm;
import software.amazon.awscdk.services.cloudwatch.MathExpression;
import software.amazon.awscdk.services.cloudwatch.Metric;
import software.amazon.awscdk.services.codedeploy.AutoRollbackConfig;
import software.amazon.awscdk.services.codedeploy.ILambdaDeploymentConfig;
import software.amazon.awscdk.services.codedeploy.LambdaApplication;
import software.amazon.awscdk.services.codedeploy.LambdaDeploymentConfig;
import software.amazon.awscdk.services.codedeploy.LambdaDeploymentGroup;
import software.amazon.awscdk.services.iam.PolicyDocument;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.iam.Role;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.amazon.awscdk.services.lambda.Alias;
import software.constructs.Construct;

/// Shifts the traffic of aliases to new versions step by step, and back when an alarm is raised meanwhile (AWS CodeDeploy
/// user guide, "Deployments on an AWS Lambda compute platform").
final class GradualDeployment extends Construct {
    private static final Duration MINUTE = Duration.minutes(1);
    /// One failing request may be its own fault.
    private static final int ERRORS_MIN = 3;

    private final DeploymentSettings settings;

    /// @param functions by what follows the deployment's name
    /// @param alarms by which all of them are taken back
    GradualDeployment(Construct scope, String id, DeploymentSettings settings, Map<String, GatewayFunction> functions,
            List<Alarm> alarms) {
        super(scope, id);
        this.settings = settings;
        LambdaApplication application = LambdaApplication.Builder.create(this, "Application")
                .applicationName(settings.name()).build();
        Role role = role(functions.keySet().stream().map(this::name).toList());
        functions.forEach((function, deployed) -> {
            List<Alarm> watched = new ArrayList<>(alarms);
            // The authorizer fails with `Unauthorized` on purpose.
            if (function.equals("router")) {
                watched.add(versionErrors(function, deployed.alias()));
            }
            LambdaDeploymentGroup.Builder.create(this, function).application(application)
                    .deploymentGroupName(name(function)).alias(deployed.alias())
                    // CDK would attach a managed policy that allows as much for all functions.
                    .role(role.withoutPolicyUpdates()).deploymentConfig(configuration(settings.functions().rollout()))
                    .alarms(watched).autoRollback(AutoRollbackConfig.builder().failedDeployment(true)
                            .stoppedDeployment(true).deploymentInAlarm(true).build())
                    .build();
        });
    }

    /// CodeDeploy's configuration of that name.
    static ILambdaDeploymentConfig configuration(Rollout rollout) {
        return switch (rollout) {
            case ALL_AT_ONCE -> LambdaDeploymentConfig.ALL_AT_ONCE;
            case CANARY_10PERCENT_5MINUTES -> LambdaDeploymentConfig.CANARY_10_PERCENT_5_MINUTES;
            case CANARY_10PERCENT_10MINUTES -> LambdaDeploymentConfig.CANARY_10_PERCENT_10_MINUTES;
            case CANARY_10PERCENT_15MINUTES -> LambdaDeploymentConfig.CANARY_10_PERCENT_15_MINUTES;
            case CANARY_10PERCENT_30MINUTES -> LambdaDeploymentConfig.CANARY_10_PERCENT_30_MINUTES;
            case LINEAR_10PERCENT_EVERY_1MINUTE -> LambdaDeploymentConfig.LINEAR_10_PERCENT_EVERY_1_MINUTE;
            case LINEAR_10PERCENT_EVERY_2MINUTES -> LambdaDeploymentConfig.LINEAR_10_PERCENT_EVERY_2_MINUTES;
            case LINEAR_10PERCENT_EVERY_3MINUTES -> LambdaDeploymentConfig.LINEAR_10_PERCENT_EVERY_3_MINUTES;
            case LINEAR_10PERCENT_EVERY_10MINUTES -> LambdaDeploymentConfig.LINEAR_10_PERCENT_EVERY_10_MINUTES;
        };
    }

    /// Of the version that the alias is being shifted to: nine times as much traffic of the old one hides nothing.
    private Alarm versionErrors(String function, Alias alias) {
        Map<String, String> version = Sorted.map(entry("FunctionName", name(function)),
                entry("Resource", name(function) + ":live"), entry("ExecutedVersion", alias.getVersion().getVersion()));
        MathExpression percent = MathExpression.Builder.create()
                .expression("IF(errors >= " + ERRORS_MIN + ", 100 * errors / invocations, 0)")
                .usingMetrics(Sorted.map(entry("errors", sum("Errors", version)),
                        entry("invocations", sum("Invocations", version))))
                .label("errors of a hundred invocations").period(MINUTE).build();
        return AlarmForm.AT_ONCE.alarmFrom(this, name(function) + "-version-errors", percent, 1,
                "The newest version of the " + function
                        + " fails. While traffic shifts to it, it is taken back. Look at "
                        + "the log /aws/lambda/" + name(function) + ".");
    }

    private static Metric sum(String name, Map<String, String> dimensions) {
        return Metric.Builder.create().namespace("AWS/Lambda").metricName(name).dimensionsMap(dimensions)
                .statistic(RegionMetrics.SUM).period(MINUTE).build();
    }

    /// What AWSCodeDeployRoleForLambdaLimited allows, but for these functions alone, and without what only revisions in S3
    /// and hooks need: CloudFormation hands the revision over as a text.
    private Role role(List<String> functions) {
        Stack stack = Stack.of(this);
        List<String> aliases = functions.stream().flatMap(name -> Stream.of(name, name + ":live"))
                .map(name -> arn(stack, "lambda", "function", name)).toList();
        Role role = Role.Builder.create(this, "Role").description("How CodeDeploy shifts traffic of " + settings.name())
                .assumedBy(new ServicePrincipal("codedeploy.amazonaws.com").withConditions(Sorted.map(
                        entry("StringEquals", Map.of("aws:SourceAccount", stack.getAccount())),
                        entry("ArnLike", Map.of("aws:SourceArn",
                                arn(stack, "codedeploy", "deploymentgroup", settings.name() + "/*"))))))
                .inlinePolicies(Map.of("ShiftTraffic", PolicyDocument.Builder.create().statements(List.of(
                        PolicyStatement.Builder.create().actions(List.of("lambda:UpdateAlias", "lambda:GetAlias",
                                "lambda:GetProvisionedConcurrencyConfig")).resources(aliases).build(),
                        PolicyStatement.Builder.create().actions(List.of("cloudwatch:DescribeAlarms"))
                                .resources(List.of(arn(stack, "cloudwatch", "alarm", "*"))).build()))
                        .build()))
                .build();
        NagSuppressions.addResourceSuppressions(role, List.of(NagPackSuppression.builder().id("AwsSolutions-IAM5")
                .reason("CloudWatch checks DescribeAlarms against all alarms of account and Region, whichever are named.")
                .build()));
        return role;
    }

    private static String arn(Stack stack, String service, String resource, String name) {
        return stack.formatArn(ArnComponents.builder().service(service).resource(resource).resourceName(name)
                .arnFormat(ArnFormat.COLON_RESOURCE_NAME).build());
    }

    private String name(String function) {
        return settings.name() + "-" + function;
    }
}
