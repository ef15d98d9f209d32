package dev.headgate.cdk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headgate.cdk.FunctionSettings.Rollout;
import dev.headgate.config.Settings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.assertions.Match;
import software.amazon.awscdk.assertions.Template;

class RolloutTest {
    @TempDir
    private Path folder;

    private DeploymentKit kit;

    @BeforeEach
    void makeKit() throws IOException {
        kit = DeploymentKit.in(folder);
    }

    private Template template(String settings) {
        return Template.fromStack((Stack) kit.app(settings, Settings.Auth.EDGE, "").getNode()
                .findChild("headgate-us-east-1"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock = """
                    # setting                        | CodeDeploy's configuration
                    ALL_AT_ONCE                      | CodeDeployDefault.LambdaAllAtOnce
                    CANARY_10PERCENT_5MINUTES        | CodeDeployDefault.LambdaCanary10Percent5Minutes
                    CANARY_10PERCENT_10MINUTES       | CodeDeployDefault.LambdaCanary10Percent10Minutes
                    CANARY_10PERCENT_15MINUTES       | CodeDeployDefault.LambdaCanary10Percent15Minutes
                    CANARY_10PERCENT_30MINUTES       | CodeDeployDefault.LambdaCanary10Percent30Minutes
                    LINEAR_10PERCENT_EVERY_1MINUTE   | CodeDeployDefault.LambdaLinear10PercentEvery1Minute
                    LINEAR_10PERCENT_EVERY_2MINUTES  | CodeDeployDefault.LambdaLinear10PercentEvery2Minutes
                    LINEAR_10PERCENT_EVERY_3MINUTES  | CodeDeployDefault.LambdaLinear10PercentEvery3Minutes
                    LINEAR_10PERCENT_EVERY_10MINUTES | CodeDeployDefault.LambdaLinear10PercentEvery10Minutes
                    """)
    void the_setting_names_a_configuration(Rollout rollout, String name) {
        assertThat(GradualDeployment.configuration(rollout).getDeploymentConfigName()).isEqualTo(name);
    }

    @Test
    void a_new_version_takes_over_step_by_step_and_alarms_take_it_back() {
        Template template = template("\"rollout\": \"linear_10percent_every_2minutes\"");
        Map<String, Map<String, Object>> groups = template.findResources("AWS::CodeDeploy::DeploymentGroup");
        List<String> lines = new ArrayList<>();
        groups.values().forEach(group -> {
            Map<?, ?> properties = (Map<?, ?>) group.get("Properties");
            Map<?, ?> watched = (Map<?, ?>) properties.get("AlarmConfiguration");
            List<String> names = ((List<?>) watched.get("Alarms")).stream()
                    .map(alarm -> alarmName(template, ((Map<?, ?>) alarm).get("Name"))).toList();
            lines.add(properties.get("DeploymentGroupName") + ": " + String.join(", ", names));
        });
        assertThat(lines).containsExactlyInAnyOrder(
                "headgate-authorizer: headgate-http-burn-fast-5m, headgate-http-latency, headgate-authorizer-failures",
                "headgate-router: headgate-http-burn-fast-5m, headgate-http-latency, headgate-authorizer-failures, "
                        + "headgate-router-version-errors");
        template.allResourcesProperties("AWS::CodeDeploy::DeploymentGroup", Map.of("DeploymentConfigName",
                "CodeDeployDefault.LambdaLinear10PercentEvery2Minutes", "AutoRollbackConfiguration", Map.of("Enabled",
                        true, "Events", List.of("DEPLOYMENT_FAILURE", "DEPLOYMENT_STOP_ON_REQUEST",
                                "DEPLOYMENT_STOP_ON_ALARM"))));
        template.allResources("AWS::Lambda::Alias", Map.of("UpdatePolicy", Map.of("CodeDeployLambdaAliasUpdate",
                Match.anyValue())));
        template.hasResourceProperties("AWS::CloudWatch::Alarm", Map.of("AlarmName", "headgate-router-version-errors",
                "Metrics", Match.arrayWith(List.of(Match.objectLike(Map.of("MetricStat", Match.objectLike(Map.of(
                        "Metric", Match.objectLike(Map.of("MetricName", "Errors", "Dimensions", List.of(
                                Map.of("Name", "ExecutedVersion", "Value", Match.anyValue()),
                                Map.of("Name", "FunctionName", "Value", "headgate-router"),
                                Map.of("Name", "Resource", "Value", "headgate-router:live"))))))))))));
    }

    private static String alarmName(Template template, Object reference) {
        String resource = ((Map<?, ?>) reference).get("Ref").toString();
        Map<?, ?> alarm = template.findResources("AWS::CloudWatch::Alarm").get(resource);
        return ((Map<?, ?>) alarm.get("Properties")).get("AlarmName").toString();
    }

    @Test
    void CodeDeploy_may_shift_these_aliases_and_no_others() {
        List<String> allowed = new ArrayList<>();
        template("").findResources("AWS::IAM::Role").values()
                .forEach(role -> DeploymentKit.inlineStatements(role).forEach(statement -> DeploymentKit
                        .plainResources(statement)
                        .forEach(resource -> allowed.add(statement.get("Action") + " " + resource))));
        String shift = "[lambda:UpdateAlias, lambda:GetAlias, lambda:GetProvisionedConcurrencyConfig] "
                + "arn:AWS::Partition:lambda:us-east-1:AWS::AccountId:function:headgate-";
        assertThat(allowed).containsExactlyInAnyOrder(shift + "router", shift + "router:live", shift + "authorizer",
                shift + "authorizer:live",
                "cloudwatch:DescribeAlarms arn:AWS::Partition:cloudwatch:us-east-1:AWS::AccountId:alarm:*");
    }

    @Test
    void all_at_once_needs_no_CodeDeploy() {
        Template template = template("\"rollout\": \"all_at_once\"");
        template.resourceCountIs("AWS::CodeDeploy::Application", 0);
        template.resourceCountIs("AWS::CodeDeploy::DeploymentGroup", 0);
        assertThat(template.findResources("AWS::CloudWatch::Alarm")).isNotEmpty();
    }
}
