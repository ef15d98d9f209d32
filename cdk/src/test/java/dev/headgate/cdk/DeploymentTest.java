package dev.headgate.cdk;

import static org.assertj.core.api.Assertions.assertThat;

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
import software.amazon.awscdk.App;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.assertions.Match;
import software.amazon.awscdk.assertions.Template;

class DeploymentTest {
    @TempDir
    private Path folder;

    private DeploymentKit kit;

    @BeforeEach
    void makeKit() throws IOException {
        kit = DeploymentKit.in(folder);
    }

    private Map<String, Template> templates(String settings, Settings.Auth auth) {
        return DeploymentKit.templates(kit.app(settings, auth, ""));
    }

    @Test
    void one_Region_has_data_and_a_gateway() {
        Map<String, Template> templates = templates("", Settings.Auth.EDGE);
        assertThat(templates).containsOnlyKeys("headgate-data-us-east-1", "headgate-us-east-1");
        Template data = templates.get("headgate-data-us-east-1");
        data.resourceCountIs("AWS::DynamoDB::GlobalTable", 4);
        data.hasResourceProperties("AWS::DynamoDB::GlobalTable", Map.of("TableName", "headgate-counters",
                "TimeToLiveSpecification", Map.of("Enabled", true, "AttributeName", Match.anyValue())));
        data.hasResource("AWS::DynamoDB::GlobalTable", Map.of("DeletionPolicy", "Retain", "Properties",
                Match.objectLike(Map.of("TableName", "headgate-keys"))));
        Template gateway = templates.get("headgate-us-east-1");
        gateway.resourceCountIs("AWS::Lambda::Function", 2);
        gateway.hasResourceProperties("AWS::Lambda::Function", Map.of("FunctionName", "headgate-router", "Handler",
                "dev.headgate.functions.RouterHandler", "Runtime", "java25", "Architectures", List.of("arm64"),
                "SnapStart", Map.of("ApplyOn", "PublishedVersions"), "Environment",
                Map.of("Variables", Map.of("HEADGATE_CONFIG", "kong.yaml", "HEADGATE_KEYS_TABLE", "headgate-keys",
                        "HEADGATE_COUNTERS_TABLE", "headgate-counters", "HEADGATE_CACHE_TABLE", "headgate-cache",
                        "HEADGATE_HEALTH_TABLE", "headgate-health"))));
        gateway.hasResourceProperties("AWS::ApiGatewayV2::Route", Map.of("RouteKey", "$default", "AuthorizationType",
                "CUSTOM"));
        gateway.hasResourceProperties("AWS::ApiGatewayV2::Authorizer", Map.of("AuthorizerType", "REQUEST",
                "EnableSimpleResponses", true, "AuthorizerResultTtlInSeconds", 0));
    }

    @Test
    void strict_authentication_has_no_authorizer() {
        Template gateway = templates("", Settings.Auth.STRICT).get("headgate-us-east-1");
        gateway.resourceCountIs("AWS::Lambda::Function", 1);
        gateway.resourceCountIs("AWS::ApiGatewayV2::Authorizer", 0);
        gateway.hasResourceProperties("AWS::ApiGatewayV2::Route", Map.of("AuthorizationType", "NONE"));
    }

    @Test
    void no_role_may_do_more_than_it_names() {
        Template gateway = templates("", Settings.Auth.EDGE).get("headgate-us-east-1");
        List<Map<?, ?>> statements = new ArrayList<>();
        gateway.findResources("AWS::IAM::Policy").values()
                .forEach(policy -> statements.addAll(DeploymentKit.statements(policy)));
        gateway.findResources("AWS::IAM::Role").values()
                .forEach(role -> statements.addAll(DeploymentKit.inlineStatements(role)));
        List<String> broad = statements.stream().flatMap(statement -> DeploymentKit.plainResources(statement).stream()
                .map(resource -> statement.get("Action") + " " + resource)).filter(line -> line.contains("*")).toList();
        assertThat(broad).containsExactlyInAnyOrder("[xray:PutTraceSegments, xray:PutTelemetryRecords] *",
                "[xray:PutTraceSegments, xray:PutTelemetryRecords] *",
                "cloudwatch:DescribeAlarms arn:AWS::Partition:cloudwatch:us-east-1:AWS::AccountId:alarm:*");
    }

    @Test
    void roles_may_do_what_the_configuration_makes_the_functions_do() {
        App app = kit.app("", Settings.Auth.STRICT, """
                vaults: [{name: aws, prefix: store, config: {region: eu-west-1}}]
                services:
                  - name: s
                    url: http://pool
                    routes:
                      - name: called
                        paths: [/called]
                        plugins:
                          - {name: aws-lambda, config: {function_name: work, qualifier: live, log_type: None}}
                      - name: asked
                        paths: [/asked]
                        plugins:
                          - name: ai-proxy
                            config: {route_type: llm/v1/chat, model: {provider: bedrock, name: some.model-v1}}
                plugins: [{name: session, config: {secret: "{vault://store/pass}"}}]
                upstreams:
                  - name: pool
                    targets: [{target: "10.0.0.1:80"}]
                    healthchecks: {active: {healthy: {interval: 60, successes: 1}}}
                """);
        Template gateway = Template.fromStack((Stack) app.getNode().findChild("headgate-us-east-1"));
        List<String> allowed = new ArrayList<>();
        gateway.findResources("AWS::IAM::Policy").values().forEach(policy -> DeploymentKit.statements(policy)
                .forEach(statement -> allowed
                        .add(statement.get("Action") + " " + DeploymentKit.plain(statement.get("Resource")))));
        assertThat(allowed).contains(
                "lambda:InvokeFunction arn:AWS::Partition:lambda:us-east-1:AWS::AccountId:function:work:live",
                "bedrock:InvokeModel arn:AWS::Partition:bedrock:us-east-1::foundation-model/some.model-v1")
                .anyMatch(line -> line.startsWith("secretsmanager:GetSecretValue "
                        + "arn:AWS::Partition:secretsmanager:eu-west-1:AWS::AccountId:secret:pass"));
        gateway.hasResourceProperties("AWS::Events::Rule", Map.of("ScheduleExpression", "rate(1 minute)"));
        gateway.hasResourceProperties("AWS::Lambda::Function", Map.of("Handler",
                "dev.headgate.functions.HealthProbeHandler", "ReservedConcurrentExecutions", Match.absent()));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            # settings                       | auth   | what is suppressed, each with a reason
            "alarm_email": "me@b.example"    | EDGE   | AwsSolutions-IAM5 AwsSolutions-SQS3 Serverless-LambdaDLQ Serverless-SNSRedrivePolicy Serverless-SQSRedrivePolicy
            "api": "both", "waf": {}         | EDGE   | AwsSolutions-APIG2 AwsSolutions-COG4 AwsSolutions-IAM4 AwsSolutions-IAM5 AwsSolutions-SQS3 CdkNagValidationFailure Serverless-LambdaDLQ Serverless-SQSRedrivePolicy
            "api": "rest"                    | STRICT | AwsSolutions-APIG2 AwsSolutions-APIG3 AwsSolutions-APIG4 AwsSolutions-COG4 AwsSolutions-IAM4 AwsSolutions-IAM5 AwsSolutions-SQS3 CdkNagValidationFailure Serverless-LambdaDLQ Serverless-SQSRedrivePolicy
            """)
    void cdk_nag_has_nothing_to_say_but_what_is_suppressed_with_a_reason(String settings, Settings.Auth auth,
            String expected) {
        App app = kit.app(settings, auth, """
                upstreams:
                  - name: pool
                    targets: [{target: "10.0.0.1:80"}]
                    healthchecks: {active: {healthy: {interval: 60, successes: 1}}}
                """);
        assertThat(String.join(" ", Nag.suppressed(app))).isEqualTo(expected);
    }
}
