package dev.headgate.local.assembly.http;

import dev.headgate.diagnostic.Code;
import dev.headgate.local.assembly.AssemblyFunctions;
import dev.headgate.local.assembly.ResourceProperties;
import java.util.Set;

/// Checks that functions let the API invoke them. AWS finds out by the first request, which it answers with 500; here it is
/// told before.
///
/// @param functions with their policies
/// @param api that invokes
/// @param stages of the API
record Permissions(AssemblyFunctions functions, ApiIdentity api, Set<String> stages) {
    /// For an integration, the ARN has the stage and the route's key.
    void check(ResourceProperties properties, HttpRoute route) {
        if (route.integration() instanceof Integration.Function function) {
            for (String stage : stages) {
                check(properties, "Target", function.arn(), api.arn(stage + "/" + route.key().text().replace(" ", "")));
            }
        }
    }

    void check(ResourceProperties properties, AuthorizerReader.Read authorizer, String authorizerId) {
        if (authorizer instanceof AuthorizerReader.Read.Lambda(LambdaAuthorizer lambda)) {
            check(properties, "AuthorizerUri", lambda.arn(), api.arn("authorizers/" + authorizerId));
        }
    }

    private void check(ResourceProperties properties, String property, String arn, String source) {
        if (!functions.admitApiGateway(arn, source)) {
            properties.refuse(Code.HG0704, property, "no AWS::Lambda::Permission lets API Gateway invoke " + arn
                    + " for " + source + ".", "");
        }
    }
}
