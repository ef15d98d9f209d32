package dev.headgate.router;

import dev.headgate.xray.TraceHeader;

/// What Lambda says of an invocation (docs.aws.amazon.com/lambda/latest/dg/java-context.html). No member is null; one that
/// is not known is empty.
///
/// @param functionName the function's name
/// @param functionVersion its version, as in `$LATEST` or `12`
/// @param requestId Lambda's own id of the invocation, by which its START and REPORT lines are found
/// @param traceHeader X-Ray's, as in `Root=1-5759e988-bd862e3fe1be46a994272793;Parent=53995c3f42cd8ad8;Sampled=1`
public record Invocation(String functionName, String functionVersion, String requestId, String traceHeader) {
    /// The trace that the invocation belongs to; empty for none.
    String traceId() {
        return TraceHeader.parse(traceHeader).map(TraceHeader::root).orElse("");
    }
}
