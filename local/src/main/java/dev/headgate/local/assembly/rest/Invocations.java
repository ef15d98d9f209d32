package dev.headgate.local.assembly.rest;

import dev.headgate.diagnostic.Code;
import dev.headgate.local.assembly.AssemblyFunctions;
import dev.headgate.local.assembly.ResourceProperties;
import java.util.Set;

/// Checks that the functions that an API invokes are there, and let it. AWS finds out by the first request, which it
/// answers with 500; here it is told before.
///
/// @param functions of the stack with their policies
/// @param apiArn of the API, without a stage
/// @param stages of the API
record Invocations(AssemblyFunctions functions, String apiArn, Set<String> stages) {
    /// For a method, the ARN has the stage, the method and the resource's path.
    void check(ResourceProperties properties, RestMethod method, String path) {
        if (method.integration() instanceof RestIntegration.Lambda lambda) {
            for (String stage : stages) {
                check(properties, "Integration.Uri", lambda.functionArn(),
                        apiArn + "/" + stage + "/" + method.name() + path);
            }
        }
    }

    void check(ResourceProperties properties, RestAuthorizer authorizer) {
        check(properties, "AuthorizerUri", authorizer.functionArn(), apiArn + "/authorizers/" + authorizer.id());
    }

    private void check(ResourceProperties properties, String property, String functionArn, String invoker) {
        if (functions.of(functionArn).isEmpty()) {
            properties.refuse(Code.HG0704, property, "the stack has no function " + functionArn + ".", "");
        } else if (!functions.admitApiGateway(functionArn, invoker)) {
            properties.refuse(Code.HG0704, property, "no AWS::Lambda::Permission lets API Gateway invoke "
                    + functionArn + " for " + invoker + ".", "");
        }
    }
}
