package dev.headgate.cdk;

import io.github.cdklabs.cdknag.NagPackSuppression;
import io.github.cdklabs.cdknag.NagSuppressions;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import software.amazon.awscdk.services.apigateway.Method;
import software.amazon.awscdk.services.apigateway.RestApi;
import software.constructs.IConstruct;

/// What cdk-nag says of the REST API and why it does not hold.
final class RestSuppressions {
    private RestSuppressions() {}

    /// @param open methods without an authorizer whose suppression has a reason already
    static void add(RestApi api, DeploymentSettings settings, boolean hasAuthorizer, List<Method> open) {
        Set<String> reasoned = open.stream().map(method -> method.getNode().getPath()).collect(Collectors.toSet());
        suppress(api, "AwsSolutions-APIG2",
                "One proxy resource takes all paths: no model fits them. Requests are validated by the plugin "
                        + "request-validator, each route's by its own schema.");
        suppress(api.getNode().findChild("CloudWatchRole"), "AwsSolutions-IAM4",
                "API Gateway takes no role for its logs that lacks a permission of its own managed policy.");
        if (settings.waf().isEmpty()) {
            suppress(api.getDeploymentStage(), "AwsSolutions-APIG3", "A web ACL is there when cdk.json says waf.");
        }
        api.getMethods().forEach(method -> {
            suppress(method, "AwsSolutions-COG4",
                    "Who may call is said by the Kong file: its authentication plugins run "
                            + "in the authorizer and the router.");
            if (!hasAuthorizer && !reasoned.contains(method.getNode().getPath())) {
                suppress(method, "AwsSolutions-APIG4", "auth: strict in headgate.yaml leaves authentication to the "
                        + "router, which answers exactly as Kong.");
            }
        });
        suppress(api.getLatestDeployment(), "CdkNagValidationFailure",
                "Serverless-APIGWStructuredLogging looks for a stage in each deployment, and fails where there is none; "
                        + "the stage is a resource of its own, whose log is JSON.");
    }

    private static void suppress(IConstruct construct, String id, String reason) {
        NagSuppressions.addResourceSuppressions(construct,
                List.of(NagPackSuppression.builder().id(id).reason(reason).build()));
    }
}
