package dev.headgate.cdk;

import software.amazon.awscdk.services.xray.CfnSamplingRule;
import software.constructs.Construct;

/// Which requests of the REST API X-Ray records. The stage decides by it, and the functions follow: who comes first decides
/// for all. There is none for HTTP APIs, which do not trace, and none for functions, whose rate cannot be changed (API
/// Gateway developer guide, "Configure AWS X-Ray sampling rules"; Lambda developer guide, "Visualize Lambda function
/// invocations using AWS X-Ray").
final class TraceSampling extends Construct {
    /// Before X-Ray's own rule for everything, which is 10000; others' may stand before it.
    private static final int PRIORITY = 1_000;
    private static final String ANY = "*";

    /// @param deployment its name
    /// @param percent of the requests that are not the first of their second; with 0, not those either
    TraceSampling(Construct scope, String id, String deployment, double percent) {
        super(scope, id);
        CfnSamplingRule.Builder.create(this, "Rule").samplingRule(CfnSamplingRule.SamplingRuleProperty.builder()
                // 32 characters at the most, as the deployment's name has.
                .ruleName(deployment).version(1).priority(PRIORITY).reservoirSize(percent > 0 ? 1 : 0)
                .fixedRate(percent / 100).serviceType("AWS::ApiGateway::Stage")
                .serviceName(deployment + "-rest/*").host(ANY).httpMethod(ANY).urlPath(ANY).resourceArn(ANY)
                .build()).build();
    }
}
