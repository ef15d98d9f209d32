package dev.headgate.cdk;

import io.github.cdklabs.cdknag.NagPackSuppression;
import io.github.cdklabs.cdknag.NagSuppressions;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awscdk.services.apigateway.RestApi;
import software.constructs.Construct;

/// What cdk-nag says of the REST API and why it does not hold.
final class RestSuppressions {
    private RestSuppressions() {}

    static void add(Construct rest, RestApi api, DeploymentSettings settings, boolean hasAuthorizer) {
        List<NagPackSuppression> suppressions = new ArrayList<>();
        suppressions.add(suppression("AwsSolutions-APIG2",
                "One proxy resource takes all paths: no model fits them. Requests are validated by the plugin "
                        + "request-validator, each route's by its own schema."));
        suppressions.add(suppression("AwsSolutions-COG4",
                "Who may call is said by the Kong file: its authentication plugins run in the authorizer and the router."));
        suppressions.add(suppression("AwsSolutions-IAM4",
                "API Gateway takes no role for its logs that lacks a permission of its own managed policy."));
        if (!hasAuthorizer) {
            suppressions.add(suppression("AwsSolutions-APIG4",
                    "auth: strict in headgate.yaml leaves authentication to the router, which answers exactly as Kong."));
        }
        if (settings.waf().isEmpty()) {
            suppressions.add(suppression("AwsSolutions-APIG3", "A web ACL is there when cdk.json says waf."));
        }
        NagSuppressions.addResourceSuppressions(rest, suppressions, true);
        NagSuppressions.addResourceSuppressions(api.getLatestDeployment(), List.of(suppression(
                "CdkNagValidationFailure",
                "Serverless-APIGWStructuredLogging looks for a stage in each deployment, and fails where there is none; "
                        + "the stage is a resource of its own, whose log is JSON.")),
                true);
    }

    private static NagPackSuppression suppression(String id, String reason) {
        return NagPackSuppression.builder().id(id).reason(reason).build();
    }
}
