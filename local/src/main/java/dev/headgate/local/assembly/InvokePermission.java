package dev.headgate.local.assembly;

import dev.headgate.event.IamPattern;

/// A statement of a function's policy, by which somebody may invoke it.
///
/// @param functionArn with the qualifier, where it is of an alias or a version
/// @param action such as `lambda:InvokeFunction`
/// @param principal such as `apigateway.amazonaws.com`
/// @param sourceArn a pattern of the ARN of what invokes: `*` is any text, `?` any letter
public record InvokePermission(String functionArn, String action, String principal, String sourceArn) {
    private static final String API_GATEWAY = "apigateway.amazonaws.com";

    /// Whether API Gateway is who it admits.
    boolean isForApiGateway() {
        return principal.equals(API_GATEWAY) || principal.equals("*");
    }

    InvokePermission limitedTo(String pattern) {
        return new InvokePermission(functionArn, action, principal, pattern);
    }

    /// Whether API Gateway may invoke the function for this.
    boolean admitsApiGateway(String invokedArn, String apiArn) {
        return isForApiGateway() && functionArn.equals(invokedArn)
                && (action.equals("lambda:InvokeFunction") || action.equals("lambda:*") || action.equals("*"))
                && IamPattern.matches(sourceArn, apiArn);
    }
}
