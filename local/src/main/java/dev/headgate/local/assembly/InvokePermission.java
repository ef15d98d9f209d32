package dev.headgate.local.assembly;

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
                && matches(sourceArn, apiArn);
    }

    /// Takes time in proportion to the product of both lengths.
    static boolean matches(String pattern, String text) {
        int p = 0;
        int t = 0;
        int star = -1;
        int starText = 0;
        while (t < text.length()) {
            if (p < pattern.length() && pattern.charAt(p) == '*') {
                star = p++;
                starText = t;
            } else if (p < pattern.length() && (pattern.charAt(p) == '?' || pattern.charAt(p) == text.charAt(t))) {
                p++;
                t++;
            } else if (star >= 0) {
                p = star + 1;
                t = ++starText;
            } else {
                return false;
            }
        }
        return pattern.substring(p).chars().allMatch(c -> c == '*');
    }
}
