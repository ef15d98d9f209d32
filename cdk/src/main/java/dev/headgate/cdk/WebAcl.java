package dev.headgate.cdk;

import dev.headgate.cdk.WafSettings.Mode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import software.amazon.awscdk.services.logs.LogGroup;
import software.amazon.awscdk.services.wafv2.CfnWebACL;
import software.constructs.Construct;

/// A web ACL: Amazon's managed rules and a limit for each address, each of which blocks or counts. It stands before
/// plugins and authorizers; what it blocks never reaches a function. The log has what a rule found, and nothing of an
/// admitted request that no rule found, which the access log has already.
///
/// [Managed rule groups](https://docs.aws.amazon.com/waf/latest/developerguide/aws-managed-rule-groups-list.html).
final class WebAcl extends Construct {
    private static final int WINDOW_SECONDS = 300;

    private final CfnWebACL acl;

    /// What the web ACL stands before.
    enum Front {
        /// Stages of REST APIs in the stack's Region.
        REST("REGIONAL", "API_GATEWAY"),
        /// Distributions; the stack has to be in us-east-1.
        CLOUDFRONT("CLOUDFRONT", "CLOUDFRONT");

        private final String scope;
        private final String bodyInspection;

        Front(String scope, String bodyInspection) {
            this.scope = scope;
            this.bodyInspection = bodyInspection;
        }
    }

    /// @param waf the rules, from the deployment's settings
    WebAcl(Construct scope, String id, Front front, WafSettings waf, Deployment deployment) {
        super(scope, id);
        DeploymentSettings settings = deployment.settings();
        String name = settings.name() + "-" + front.name().toLowerCase(Locale.ROOT);
        acl = CfnWebACL.Builder.create(this, "Acl").name(name).description("Before Headgate").scope(front.scope)
                .defaultAction(CfnWebACL.DefaultActionProperty.builder()
                        .allow(CfnWebACL.AllowActionProperty.builder().build()).build())
                .associationConfig(bodies(front)).rules(rules(waf)).visibilityConfig(visibility(name)).build();
        LogGroup log = KeptLog.make(this, "Log", "aws-waf-logs-" + name, settings);
        WebAclLog.write(this, acl, log, CredentialHeaders.of(deployment.gateway()));
    }

    String arn() {
        return acl.getAttrArn();
    }

    /// The base price covers 16 KB of each body; more is not looked at.
    private static CfnWebACL.AssociationConfigProperty bodies(Front front) {
        return CfnWebACL.AssociationConfigProperty.builder().requestBody(Map.of(front.bodyInspection,
                CfnWebACL.RequestBodyAssociatedResourceTypeConfigProperty.builder()
                        .defaultSizeInspectionLimit("KB_16").build()))
                .build();
    }

    /// The cheapest first: a request that one blocks is not shown to the next.
    private static List<CfnWebACL.RuleProperty> rules(WafSettings waf) {
        List<CfnWebACL.RuleProperty> rules = new ArrayList<>();
        group(rules, "AWSManagedRulesAmazonIpReputationList", waf.ipReputation(), List.of());
        perIp(rules, waf);
        group(rules, "AWSManagedRulesKnownBadInputsRuleSet", waf.knownBadInputs(), List.of());
        // It would block each body over 8 KB, which is nothing bad before an API; request-size-limiting has a limit
        // that can be chosen.
        group(rules, "AWSManagedRulesCommonRuleSet", waf.common(), List.of("SizeRestrictions_BODY"));
        return rules;
    }

    private static void group(List<CfnWebACL.RuleProperty> rules, String name, Mode mode, List<String> onlyCounted) {
        if (mode == Mode.OFF) {
            return;
        }
        CfnWebACL.ManagedRuleGroupStatementProperty.Builder managed = CfnWebACL.ManagedRuleGroupStatementProperty
                .builder().vendorName("AWS").name(name);
        // The API's bounds of this list begin at one (AWS WAF API reference, ManagedRuleGroupStatement).
        if (!onlyCounted.isEmpty()) {
            managed.ruleActionOverrides(onlyCounted.stream().map(
                    rule -> CfnWebACL.RuleActionOverrideProperty.builder().name(rule).actionToUse(count()).build())
                    .toList());
        }
        CfnWebACL.OverrideActionProperty.Builder action = CfnWebACL.OverrideActionProperty.builder();
        rules.add(rule(name, rules.size())
                .overrideAction((mode == Mode.COUNT ? action.count(Map.of()) : action.none(Map.of())).build())
                .statement(CfnWebACL.StatementProperty.builder().managedRuleGroupStatement(managed.build()).build())
                .build());
    }

    private static void perIp(List<CfnWebACL.RuleProperty> rules, WafSettings waf) {
        if (waf.perIp() == Mode.OFF) {
            return;
        }
        rules.add(rule("RequestsPerIp", rules.size()).action(waf.perIp() == Mode.COUNT ? count() : block())
                .statement(CfnWebACL.StatementProperty.builder()
                        .rateBasedStatement(CfnWebACL.RateBasedStatementProperty.builder().aggregateKeyType("IP")
                                .limit(waf.requestsPerIp()).evaluationWindowSec(WINDOW_SECONDS).build())
                        .build())
                .build());
    }

    private static CfnWebACL.RuleProperty.Builder rule(String name, int priority) {
        return CfnWebACL.RuleProperty.builder().name(name).priority(priority).visibilityConfig(visibility(name));
    }

    private static CfnWebACL.RuleActionProperty count() {
        return CfnWebACL.RuleActionProperty.builder().count(CfnWebACL.CountActionProperty.builder().build()).build();
    }

    private static CfnWebACL.RuleActionProperty block() {
        return CfnWebACL.RuleActionProperty.builder().block(CfnWebACL.BlockActionProperty.builder().build()).build();
    }

    /// Samples would show credentials to whoever may read them: what the log leaves out, they do not.
    private static CfnWebACL.VisibilityConfigProperty visibility(String metric) {
        return CfnWebACL.VisibilityConfigProperty.builder().cloudWatchMetricsEnabled(true).metricName(metric)
                .sampledRequestsEnabled(false).build();
    }
}
