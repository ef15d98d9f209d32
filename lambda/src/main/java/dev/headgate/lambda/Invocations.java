package dev.headgate.lambda;

import com.amazonaws.services.lambda.runtime.Context;
import dev.headgate.router.Invocation;
import dev.headgate.router.Operation;
import dev.headgate.router.RequestLog;

/// Puts Lambda's word of an invocation into ours.
public final class Invocations {
    /// Where the Java runtime leaves the header while an environment has one invocation at a time; with many at once, only
    /// the context has it (aws-lambda-java-runtime-interface-client, `AWSLambda`).
    private static final String TRACE_HEADER = "com.amazonaws.xray.traceHeader";

    private Invocations() {}

    /// Where what is told of an invocation's requests goes.
    public static RequestLog log(Operation operation, Context context) {
        if (operation.log().isEmpty() && operation.traces().isEmpty()) {
            return line -> context.getLogger().log(line.json());
        }
        Invocation invocation = of(context);
        return line -> {
            operation.log().ifPresent(log -> log.of(invocation).write(line));
            operation.traces().ifPresent(traces -> traces.of(invocation).write(line));
        };
    }

    private static Invocation of(Context context) {
        String left = System.getProperty(TRACE_HEADER);
        String header = left == null ? context.getXrayTraceId() : left;
        return new Invocation(context.getFunctionName(), context.getFunctionVersion(), context.getAwsRequestId(),
                header == null ? "" : header);
    }
}
