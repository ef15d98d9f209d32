package dev.headgate.local.front;

import dev.headgate.lambda.OwnInvocation;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/// What a handler learns of its invocation, as Lambda tells it.
final class LocalContext implements OwnInvocation {
    private final String functionName;
    private final String requestId;
    private final LongSupplier nanoTime;
    private final long deadlineNanos;
    private final Consumer<String> log;

    /// @param nanoTime a monotonic clock
    /// @param timeout how long the invocation may take from now on
    /// @param log takes what the handler logs, a message a call
    LocalContext(String functionName, String requestId, LongSupplier nanoTime, Duration timeout, Consumer<String> log) {
        this.functionName = functionName;
        this.requestId = requestId;
        this.nanoTime = nanoTime;
        this.deadlineNanos = nanoTime.getAsLong() + timeout.toNanos();
        this.log = log;
    }

    @Override
    public String getAwsRequestId() {
        return requestId;
    }

    @Override
    public String getFunctionName() {
        return functionName;
    }

    @Override
    public int getRemainingTimeInMillis() {
        return (int) Math.max(0, Duration.ofNanos(deadlineNanos - nanoTime.getAsLong()).toMillis());
    }

    @Override
    public void log(String message) {
        log.accept(message);
    }
}
