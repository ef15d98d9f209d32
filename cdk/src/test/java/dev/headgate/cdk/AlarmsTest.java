package dev.headgate.cdk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headgate.config.Settings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.assertions.Match;
import software.amazon.awscdk.assertions.Template;

class AlarmsTest {
    private static final String PROBED = """
            upstreams:
              - name: pool
                targets: [{target: "10.0.0.1:80"}]
                healthchecks: {active: {healthy: {interval: 60, successes: 1}}}
            """;

    private static Template template;
    private static Map<String, Map<?, ?>> alarms;

    @BeforeAll
    static void makeStack(@TempDir Path folder) throws IOException {
        template = Template.fromStack((Stack) DeploymentKit.in(folder).app("""
                "name": "shop", "alarm_email": "me@b.example", "availability_percent": 99.5,
                "latency_milliseconds": 800
                """, Settings.Auth.EDGE, PROBED).getNode().findChild("shop-us-east-1"));
        alarms = new TreeMap<>();
        template.findResources("AWS::CloudWatch::Alarm").values().forEach(alarm -> {
            Map<?, ?> properties = (Map<?, ?>) alarm.get("Properties");
            alarms.put(properties.get("AlarmName").toString(), properties);
        });
    }

    /// Name, what is compared with what, in how many periods of how many.
    @Test
    void alarms_are_these() {
        List<String> lines = new ArrayList<>();
        alarms.forEach((name, alarm) -> lines.add("%s: %s %s %s in %s of %s".formatted(name, measured(alarm),
                alarm.get("ComparisonOperator").toString().startsWith("GreaterThanOrEqual") ? ">=" : ">",
                alarm.get("Threshold"), alarm.get("DatapointsToAlarm"), alarm.get("EvaluationPeriods"))));
        assertThat(String.join("\n", lines)).isEqualTo("""
                shop-authorizer-failures: Sum AuthorizerFailed 60s > 0 in 3 of 5
                shop-authorizer-throttles: Sum Throttles 60s > 0 in 3 of 5
                shop-cache-unavailable: FILL(reads, 0) + FILL(writes, 0) + FILL(failedGetItem, 0) + FILL(failedPutItem, 0) > 0 in 3 of 5
                shop-counters-unavailable: FILL(reads, 0) + FILL(writes, 0) + FILL(failedGetItem, 0) + FILL(failedUpdateItem, 0) > 0 in 3 of 5
                shop-health-unavailable: FILL(reads, 0) + FILL(writes, 0) + FILL(failedGetItem, 0) + FILL(failedUpdateItem, 0) > 0 in 3 of 5
                shop-http-burn-fast-1h: IF(requests > 0, 100 * errors / requests, 0) >= 7.2 in 1 of 1
                shop-http-burn-fast-5m: IF(requests > 0, 100 * errors / requests, 0) >= 7.2 in 1 of 1
                shop-http-burn-slow-30m: IF(requests > 0, 100 * errors / requests, 0) >= 3 in 1 of 1
                shop-http-burn-slow-6h: IF(requests > 0, 100 * errors / requests, 0) >= 3 in 1 of 1
                shop-http-latency: p99 Latency 60s > 800 in 3 of 5
                shop-keys-unavailable: FILL(reads, 0) + FILL(failedGetItem, 0) > 0 in 3 of 5
                shop-probes-dead-letters: Maximum ApproximateNumberOfMessagesVisible 300s > 0 in 1 of 1
                shop-router-errors: Sum Errors 60s > 0 in 3 of 5
                shop-router-throttles: Sum Throttles 60s > 0 in 3 of 5
                shop-router-version-errors: IF(errors >= 3, 100 * errors / invocations, 0) >= 1 in 1 of 1
                shop-store-failures: Sum StoreFailures 60s > 0 in 3 of 5
                shop-uncounted-requests: Sum UncountedRequests 60s > 0 in 3 of 5""");
    }

    private static String measured(Map<?, ?> alarm) {
        return alarm.get("Metrics") instanceof List<?> metrics
                ? ((Map<?, ?>) metrics.getFirst()).get("Expression").toString()
                : "%s %s %ss".formatted(
                        alarm.containsKey("Statistic") ? alarm.get("Statistic") : alarm.get("ExtendedStatistic"),
                        alarm.get("MetricName"), alarm.get("Period"));
    }

    @Test
    void every_alarm_says_what_to_look_at_and_is_quiet_without_requests() {
        assertThat(alarms.values()).allSatisfy(alarm -> {
            assertThat(alarm.get("TreatMissingData")).isEqualTo("notBreaching");
            assertThat(alarm.get("AlarmDescription").toString()).contains(". ").hasSizeLessThan(1_024);
        });
    }

    @Test
    void an_objective_is_endangered_when_both_windows_say_so() {
        template.hasResourceProperties("AWS::CloudWatch::CompositeAlarm", Map.of("AlarmName", "shop-http-burn-fast",
                "AlarmRule", Match.objectLike(Map.of("Fn::Join", List.of("", List.of("(ALARM(\"",
                        Match.anyValue(), "\") AND ALARM(\"", Match.anyValue(), "\"))"))))));
        template.resourceCountIs("AWS::CloudWatch::CompositeAlarm", 2);
        assertThat(alarms.get("shop-http-burn-slow-6h").containsKey("AlarmActions")).isFalse();
        template.hasResourceProperties("AWS::CloudWatch::Alarm", Map.of("AlarmName", "shop-http-burn-fast-1h",
                "Metrics", Match.arrayWith(List.of(Match.objectLike(Map.of("MetricStat", Map.of("Metric", Map.of(
                        "Namespace", "AWS/ApiGateway", "MetricName", "5xx", "Dimensions", List.of(Map.of("Name",
                                "ApiId", "Value", Match.anyValue()))),
                        "Period", 3_600, "Stat", "Sum")))))));
    }

    @Test
    void somebody_is_told_of_an_alarm_and_of_its_end() {
        template.hasResourceProperties("AWS::SNS::Subscription", Map.of("Protocol", "email", "Endpoint",
                "me@b.example"));
        alarms.forEach((name, alarm) -> {
            boolean isTold = !name.contains("burn") && !name.contains("version");
            assertThat(alarm.containsKey("AlarmActions")).as(name).isEqualTo(isTold);
            assertThat(alarm.containsKey("OKActions")).as(name).isEqualTo(isTold);
        });
        template.allResourcesProperties("AWS::CloudWatch::CompositeAlarm", Map.of("AlarmActions", Match.anyValue(),
                "OKActions", Match.anyValue()));
    }

    @Test
    void only_alarms_of_the_deployment_may_publish_and_only_over_TLS() {
        template.hasResourceProperties("AWS::SNS::TopicPolicy", Map.of("PolicyDocument", Map.of("Statement",
                Match.arrayWith(List.of(
                        Match.objectLike(Map.of("Effect", "Deny", "Condition",
                                Map.of("Bool", Map.of("aws:SecureTransport", "false")))),
                        Match.objectLike(Map.of("Effect", "Allow", "Principal",
                                Map.of("Service", "cloudwatch.amazonaws.com"), "Condition",
                                Match.objectLike(Map.of("ArnLike", Match.anyValue())))))))));
    }

    @Test
    void what_probes_could_not_do_is_kept_for_two_weeks() {
        template.hasResourceProperties("AWS::SQS::Queue", Map.of("QueueName", "shop-probes-dead-letters",
                "MessageRetentionPeriod", 1_209_600, "SqsManagedSseEnabled", true));
        template.hasResourceProperties("AWS::Lambda::EventInvokeConfig", Map.of("MaximumRetryAttempts", 0,
                "DestinationConfig", Map.of("OnFailure", Match.anyValue())));
        template.hasResourceProperties("AWS::Events::Rule", Map.of("Targets", List.of(Match.objectLike(Map.of(
                "DeadLetterConfig", Match.anyValue())))));
    }
}
