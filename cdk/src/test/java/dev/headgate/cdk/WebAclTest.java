package dev.headgate.cdk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headgate.cdk.WafSettings.Mode;
import dev.headgate.config.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awscdk.App;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.assertions.Match;
import software.amazon.awscdk.assertions.Template;

class WebAclTest {
    @TempDir
    private Path folder;

    @Test
    void rules_block_count_or_are_not_there() throws IOException {
        Template blocking = template("blocking", WebAcl.Front.REST,
                new WafSettings(Mode.BLOCK, Mode.BLOCK, Mode.BLOCK, Mode.BLOCK, 2_000));
        assertThat(rules(blocking)).containsExactly(
                "0 AWSManagedRulesAmazonIpReputationList {None={}}",
                "1 RequestsPerIp {Block={}}",
                "2 AWSManagedRulesKnownBadInputsRuleSet {None={}}",
                "3 AWSManagedRulesCommonRuleSet {None={}}");
        blocking.hasResourceProperties("AWS::WAFv2::WebACL", Map.of("Name", "headgate-rest", "Scope", "REGIONAL",
                "AssociationConfig",
                Map.of("RequestBody", Map.of("API_GATEWAY", Map.of("DefaultSizeInspectionLimit", "KB_16"))),
                "Rules", Match.arrayWith(List.of(
                        Match.objectLike(Map.of("Statement", Map.of("RateBasedStatement", Map.of("AggregateKeyType",
                                "IP", "EvaluationWindowSec", 300, "Limit", 2_000)))),
                        Match.objectLike(Map.of("Statement", Map.of("ManagedRuleGroupStatement",
                                Match.objectLike(Map.of("Name", "AWSManagedRulesCommonRuleSet", "RuleActionOverrides",
                                        List.of(Map.of("Name", "SizeRestrictions_BODY", "ActionToUse",
                                                Map.of("Count", Map.of()))))))))))));

        Template counting = template("counting", WebAcl.Front.CLOUDFRONT,
                new WafSettings(Mode.COUNT, Mode.OFF, Mode.OFF, Mode.COUNT, 10));
        assertThat(rules(counting)).containsExactly("0 RequestsPerIp {Count={}}",
                "1 AWSManagedRulesCommonRuleSet {Count={}}");
        counting.hasResourceProperties("AWS::WAFv2::WebACL", Map.of("Scope", "CLOUDFRONT", "AssociationConfig",
                Map.of("RequestBody", Map.of("CLOUDFRONT", Map.of("DefaultSizeInspectionLimit", "KB_16")))));
    }

    @Test
    void credentials_are_not_logged() throws IOException {
        Template template = template("logged", WebAcl.Front.REST,
                new WafSettings(Mode.BLOCK, Mode.OFF, Mode.OFF, Mode.OFF, 10));
        template.hasResourceProperties("AWS::Logs::LogGroup", Map.of("LogGroupName", "aws-waf-logs-headgate-rest",
                "RetentionInDays", 30));
        template.hasResourceProperties("AWS::WAFv2::LoggingConfiguration", Map.of(
                "RedactedFields", List.of(header("access-token"), header("apikey"), header("authorization"),
                        header("cookie"), header("proxy-authorization"), header("x-access-token"),
                        header("x-api-key"), header("x-token"), header("x_token"),
                        Map.of("QueryString", Map.of())),
                "LoggingFilter", Match.objectLike(Map.of("DefaultBehavior", "DROP"))));
        template.allResourcesProperties("AWS::WAFv2::WebACL", Map.of("VisibilityConfig",
                Map.of("CloudWatchMetricsEnabled", true, "SampledRequestsEnabled", false, "MetricName",
                        "headgate-rest")));
    }

    private static Map<String, Object> header(String name) {
        return Map.of("SingleHeader", Map.of("Name", name));
    }

    private Template template(String id, WebAcl.Front front, WafSettings waf) throws IOException {
        Stack stack = new Stack(new App(), id);
        Deployment deployment = DeploymentKit.in(Files.createDirectory(folder.resolve(id))).deployment("",
                Settings.Auth.EDGE, "plugins: [{name: key-auth, config: {key_names: [X_Token]}}]\n");
        new WebAcl(stack, "WebAcl", front, waf, deployment);
        return Template.fromStack(stack);
    }

    /// Priority, name and what becomes of a request.
    private static List<String> rules(Template template) {
        Map<?, ?> acl = template.findResources("AWS::WAFv2::WebACL").values().iterator().next();
        return ((List<?>) ((Map<?, ?>) acl.get("Properties")).get("Rules")).stream().map(rule -> (Map<?, ?>) rule)
                .map(rule -> rule.get("Priority") + " " + rule.get("Name") + " "
                        + (rule.containsKey("Action") ? rule.get("Action") : rule.get("OverrideAction")))
                .toList();
    }
}
