package dev.headgate.cdk;

import java.util.List;
import software.amazon.awscdk.services.cloudfront.Distribution;
import software.amazon.awscdk.services.logs.CfnDelivery;
import software.amazon.awscdk.services.logs.CfnDeliveryDestination;
import software.amazon.awscdk.services.logs.CfnDeliverySource;
import software.amazon.awscdk.services.logs.LogGroup;
import software.constructs.Construct;

/// The access log of a distribution, in CloudWatch Logs (CloudFront developer guide, "Configure standard logging (v2)").
/// It has neither queries nor cookies, where credentials may stand.
final class DistributionLog extends Construct {
    private static final List<String> FIELDS = List.of("date", "time", "x-edge-location", "c-ip", "cs-method",
            "x-host-header", "cs-uri-stem", "cs(User-Agent)", "sc-status", "sc-bytes", "cs-bytes", "time-taken",
            "time-to-first-byte", "x-edge-result-type", "x-edge-response-result-type", "x-edge-detailed-result-type",
            "x-edge-request-id", "cs-protocol", "cs-protocol-version", "ssl-protocol", "ssl-cipher");

    DistributionLog(Construct scope, String id, Distribution distribution, DeploymentSettings settings) {
        super(scope, id);
        String name = settings.name() + "-edge";
        // Logs of this prefix share one resource policy, which CloudWatch Logs keeps itself.
        LogGroup group = KeptLog.make(this, "Group", "/aws/vendedlogs/cloudfront/" + name, settings);
        CfnDeliverySource source = CfnDeliverySource.Builder.create(this, "Source").name(name).logType("ACCESS_LOGS")
                .resourceArn(distribution.getDistributionArn()).build();
        CfnDeliveryDestination destination = CfnDeliveryDestination.Builder.create(this, "Destination").name(name)
                .outputFormat("json").destinationResourceArn(group.getLogGroupArn()).build();
        CfnDelivery.Builder.create(this, "Delivery").deliverySourceName(source.getRef())
                .deliveryDestinationArn(destination.getAttrArn()).recordFields(FIELDS).build();
    }
}
