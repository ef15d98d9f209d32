package dev.headgate.cdk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headgate.config.Settings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awscdk.assertions.Match;
import software.amazon.awscdk.assertions.Template;

class NetworkTest {
    private static final String NETWORK = """
            "networks": [{"region": "us-east-1", "subnet_ids": ["subnet-0123456789abcdef0", "subnet-0123456789abcdef1"],
            "security_group_ids": ["sg-0123456789abcdef0"]}]
            """;

    private static final String PROBED = """
            upstreams:
              - name: pool
                targets: [{target: "10.0.0.1:80"}]
                healthchecks: {active: {healthy: {interval: 60, successes: 1}}}
            """;

    @TempDir
    private Path folder;

    @Test
    void functions_that_call_backends_stand_in_the_network() throws IOException {
        DeploymentKit kit = DeploymentKit.in(folder);
        Template gateway = DeploymentKit.templates(kit.app(NETWORK, Settings.Auth.EDGE, PROBED))
                .get("headgate-us-east-1");
        for (String name : List.of("headgate-router", "headgate-probes")) {
            gateway.hasResourceProperties("AWS::Lambda::Function", Map.of("FunctionName", name, "VpcConfig",
                    Map.of("SubnetIds", List.of("subnet-0123456789abcdef0", "subnet-0123456789abcdef1"),
                            "SecurityGroupIds", List.of("sg-0123456789abcdef0")),
                    "SnapStart", Map.of("ApplyOn", "PublishedVersions")));
        }
        gateway.hasResourceProperties("AWS::Lambda::Function", Map.of("FunctionName", "headgate-authorizer",
                "VpcConfig", Match.absent()));
        List<Map<?, ?>> onNetworks = gateway.findResources("AWS::IAM::Policy").values().stream()
                .flatMap(policy -> DeploymentKit.statements(policy).stream())
                .filter(statement -> statement.get("Action").toString().contains("ec2:")).toList();
        assertThat(onNetworks).hasSize(4).allSatisfy(statement -> {
            assertThat(statement.get("Action")).isEqualTo(List.of("ec2:CreateNetworkInterface",
                    "ec2:DescribeNetworkInterfaces", "ec2:DescribeSubnets", "ec2:DeleteNetworkInterface",
                    "ec2:AssignPrivateIpAddresses", "ec2:UnassignPrivateIpAddresses"));
            assertThat(statement.get("Resource")).isEqualTo("*");
        });
        assertThat(onNetworks).filteredOn(statement -> statement.get("Effect").equals("Deny")).extracting(
                statement -> DeploymentKit.plain(((Map<?, ?>) ((Map<?, ?>) statement.get("Condition"))
                        .get("ArnEquals")).get("lambda:SourceFunctionArn")))
                .containsExactlyInAnyOrder(
                        "arn:AWS::Partition:lambda:us-east-1:AWS::AccountId:function:headgate-router",
                        "arn:AWS::Partition:lambda:us-east-1:AWS::AccountId:function:headgate-probes");
        assertThat(Nag.suppressed(kit.app(NETWORK, Settings.Auth.EDGE, PROBED))).containsExactly("AwsSolutions-IAM5",
                "AwsSolutions-SQS3", "Serverless-LambdaDLQ", "Serverless-SQSRedrivePolicy");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            us-east-1 | subnet-0123456789abcdef0 | eni-1                | security_group_ids[0]: 'eni-1' is no id of a security group. Write it like sg-0123456789abcdef0.
            us-east-1 | subnet-1                 | sg-0123456789abcdef0 | subnet_ids[0]: 'subnet-1' is no id of a subnet. Write it like subnet-0123456789abcdef0.
            eu-west-1 | subnet-0123456789abcdef0 | sg-0123456789abcdef0 | region: eu-west-1: a network in a Region without the gateway. Name a Region of the deployment.
            """)
    void networks_that_cannot_be_are_refused(String region, String subnet, String group, String said) {
        String settings = "{\"context\": {\"headgate\": {\"networks\": [{\"region\": \"" + region
                + "\", \"subnet_ids\": [\"" + subnet + "\"], \"security_group_ids\": [\"" + group + "\"]}]}}}";
        assertThat(DeploymentFields.read("cdk.json", settings.getBytes(StandardCharsets.UTF_8)).diagnostics())
                .singleElement().asString().endsWith(" HG0601 networks[0]." + said);
    }
}
