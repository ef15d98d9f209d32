package dev.headgate.cdk;

import static java.util.Map.entry;

import io.github.cdklabs.cdknag.NagPackSuppression;
import io.github.cdklabs.cdknag.NagSuppressions;
import java.util.List;
import java.util.Map;
import software.amazon.awscdk.ArnComponents;
import software.amazon.awscdk.ArnFormat;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.cloudwatch.AlarmBase;
import software.amazon.awscdk.services.cloudwatch.actions.SnsAction;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.amazon.awscdk.services.sns.Topic;
import software.amazon.awscdk.services.sns.subscriptions.EmailSubscription;
import software.constructs.Construct;

/// Where alarms go: an SNS topic, with an e-mail address where the settings name one.
///
/// It has no key of KMS. CloudWatch cannot publish under AWS's own key for SNS, and drops what it cannot publish; a key of
/// one's own costs more each month than everything else here, for messages that hold names and numbers only.
final class AlarmTopic extends Construct {
    private final SnsAction action;

    AlarmTopic(Construct scope, String id, DeploymentSettings settings) {
        super(scope, id);
        Stack stack = Stack.of(this);
        Topic topic = Topic.Builder.create(this, "Topic").topicName(settings.name() + "-alarms")
                .displayName("Headgate " + settings.name()).enforceSsl(true).build();
        // A topic with a policy of its own loses the one by which CloudWatch may publish.
        topic.addToResourcePolicy(PolicyStatement.Builder.create().sid("CloudWatchAlarms")
                .principals(List.of(new ServicePrincipal("cloudwatch.amazonaws.com"))).actions(List.of("sns:Publish"))
                .resources(List.of(topic.getTopicArn()))
                .conditions(Sorted.map(entry("StringEquals", Map.of("aws:SourceAccount", stack.getAccount())),
                        entry("ArnLike",
                                Map.of("aws:SourceArn", stack.formatArn(ArnComponents.builder().service("cloudwatch")
                                        .resource("alarm").resourceName(settings.name() + "-*")
                                        .arnFormat(ArnFormat.COLON_RESOURCE_NAME).build())))))
                .build());
        if (!settings.monitoring().alarmEmail().isEmpty()) {
            NagSuppressions.addResourceSuppressions(
                    topic.addSubscription(new EmailSubscription(settings.monitoring().alarmEmail())),
                    List.of(NagPackSuppression.builder().id("Serverless-SNSRedrivePolicy")
                            .reason("SNS keeps nothing that e-mail did not take; the alarm stays raised.").build()),
                    true);
        }
        this.action = new SnsAction(topic);
    }

    /// Tells of an alarm, and of its end.
    void subscribeTo(AlarmBase alarm) {
        alarm.addAlarmAction(action);
        alarm.addOkAction(action);
    }
}
