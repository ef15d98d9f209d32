package dev.headgate.cdk;

import static java.util.Map.entry;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import software.amazon.awscdk.ArnComponents;
import software.amazon.awscdk.ArnFormat;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.logs.LogGroup;
import software.amazon.awscdk.services.wafv2.CfnLoggingConfiguration;
import software.amazon.awscdk.services.wafv2.CfnWebACL;
import software.constructs.Construct;

/// What a web ACL writes to its log: requests that a rule blocked or counted, without what may hold a credential.
///
/// [Logging](https://docs.aws.amazon.com/waf/latest/developerguide/logging-management-configure.html).
final class WebAclLog {
    private WebAclLog() {}

    /// @param secretHeaders lower-case names of header fields that may hold credentials
    static void write(Construct scope, CfnWebACL acl, LogGroup log, Set<String> secretHeaders) {
        CfnLoggingConfiguration.Builder.create(scope, "Logging").resourceArn(acl.getAttrArn())
                .logDestinationConfigs(List.of(arn(log))).redactedFields(redacted(secretHeaders))
                .loggingFilter(Sorted.map(entry("DefaultBehavior", "DROP"), entry("Filters",
                        List.of(Sorted.map(entry("Behavior", "KEEP"), entry("Requirement", "MEETS_ANY"),
                                entry("Conditions", List.of(action("BLOCK"), action("COUNT"),
                                        action("EXCLUDED_AS_COUNT"))))))))
                .build();
    }

    private static Map<String, Object> action(String action) {
        return Map.of("ActionCondition", Map.of("Action", action));
    }

    private static List<CfnLoggingConfiguration.FieldToMatchProperty> redacted(Set<String> secretHeaders) {
        List<CfnLoggingConfiguration.FieldToMatchProperty> fields = new ArrayList<>();
        new TreeSet<>(secretHeaders).forEach(name -> fields.add(CfnLoggingConfiguration.FieldToMatchProperty.builder()
                .singleHeader(Map.of("Name", name)).build()));
        fields.add(CfnLoggingConfiguration.FieldToMatchProperty.builder().queryString(Map.of()).build());
        return fields;
    }

    /// WAF takes the name of the log group, and not the `:*` that CloudFormation ends its ARN with.
    private static String arn(LogGroup log) {
        return Stack.of(log).formatArn(ArnComponents.builder().service("logs").resource("log-group")
                .arnFormat(ArnFormat.COLON_RESOURCE_NAME).resourceName(log.getLogGroupName()).build());
    }
}
