package dev.headgate.router;

/// What Lambda says of an invocation (docs.aws.amazon.com/lambda/latest/dg/java-context.html). No member is null; one that
/// is not known is empty.
///
/// @param functionName the function's name
/// @param functionVersion its version, as in `$LATEST` or `12`
/// @param requestId Lambda's own id of the invocation, by which its START and REPORT lines are found
/// @param traceHeader X-Ray's, as in `Root=1-5759e988-bd862e3fe1be46a994272793;Parent=53995c3f42cd8ad8;Sampled=1`
public record Invocation(String functionName, String functionVersion, String requestId, String traceHeader) {
    private static final String ROOT = "Root=";

    /// The trace that the invocation belongs to; empty for none.
    String traceId() {
        for (String part : traceHeader.split(";")) {
            if (part.strip().startsWith(ROOT)) {
                return part.strip().substring(ROOT.length());
            }
        }
        return "";
    }
}
