package dev.headgate.cdk;

import static java.util.Map.entry;

import dev.headgate.router.GatewayMetrics;
import java.util.Map;
import java.util.Optional;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.cloudwatch.Metric;

/// What is measured of a deployment in one Region, by names alone: nothing of another stack is referred to.
///
/// @param deployment the deployment's name
/// @param region whose metrics; absent for the Region of the stack that shows them
record RegionMetrics(String deployment, Optional<String> region) {
    static final String SUM = "Sum";
    private static final String WAF = "AWS/WAFV2";

    /// Of the stack's own Region.
    static RegionMetrics own(DeploymentSettings settings) {
        return new RegionMetrics(settings.name(), Optional.empty());
    }

    static RegionMetrics of(DeploymentSettings settings, String region) {
        return new RegionMetrics(settings.name(), Optional.of(region));
    }

    /// What the functions report themselves.
    Metric gateway(GatewayMetrics.Metric metric, String statistic, Duration period) {
        return metric(GatewayMetrics.NAMESPACE, metric.text(), Map.of(GatewayMetrics.DEPLOYMENT, deployment),
                statistic, period);
    }

    /// What Lambda measures of a function, all its versions together.
    ///
    /// @param function what follows the deployment's name: `router`, `authorizer`, `probes`
    Metric function(String function, String name, String statistic, Duration period) {
        return metric("AWS/Lambda", name, Map.of("FunctionName", deployment + "-" + function), statistic, period);
    }

    /// What DynamoDB measures of a table.
    ///
    /// @param table its whole name
    Metric table(String table, String name, Duration period) {
        return metric("AWS/DynamoDB", name, Map.of("TableName", table), SUM, period);
    }

    /// What DynamoDB measures of a table by the operation.
    Metric table(String table, String operation, String name, Duration period) {
        return metric("AWS/DynamoDB", name, Sorted.map(entry("TableName", table), entry("Operation", operation)), SUM,
                period);
    }

    /// How many bytes are written into a log group.
    Metric logBytes(String logGroup, Duration period) {
        return metric("AWS/Logs", "IncomingBytes", Map.of("LogGroupName", logGroup), SUM, period);
    }

    /// What AWS WAF counts at the REST API of a Region.
    Metric restWebAcl(String name, String where, Duration period) {
        return metric(WAF, name,
                Sorted.map(entry("WebACL", deployment + "-rest"), entry("Rule", "ALL"), entry("Region", where)), SUM,
                period);
    }

    /// What AWS WAF counts at CloudFront, all Regions together.
    Metric cloudFrontWebAcl(String name, Duration period) {
        return new RegionMetrics(deployment, Optional.of("us-east-1")).metric(WAF, name,
                Sorted.map(entry("WebACL", deployment + "-cloudfront"), entry("Rule", "ALL")), SUM, period);
    }

    private Metric metric(String namespace, String name, Map<String, String> dimensions, String statistic,
            Duration period) {
        Metric.Builder metric = Metric.Builder.create().namespace(namespace).metricName(name)
                .dimensionsMap(dimensions).statistic(statistic).period(period);
        region.ifPresent(metric::region);
        return metric.build();
    }
}
