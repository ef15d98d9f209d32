package dev.headgate.local.assembly.rest;

import dev.headgate.local.front.LambdaFunction.FunctionFailedException;
import java.time.Duration;

/// Invokes functions by the ARNs that a template names them by. Implementations are safe for use by many threads.
@FunctionalInterface
public interface FunctionInvoker {
    /// Invokes a function and waits for its answer.
    ///
    /// @param patience how long is waited
    /// @throws FunctionFailedException when the function fails instead of answering, is throttled, or takes too long
    byte[] invoke(String arn, byte[] event, Duration patience) throws FunctionFailedException;
}
