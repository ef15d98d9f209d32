package dev.headgate.router;

import java.util.Optional;

/// What a deployed function does beside serving requests; the local gateway does nothing of it.
///
/// @param log what is written of requests; absent for plain lines on the invocation's own log
/// @param readiness answers health checks
public record Operation(Optional<FunctionLog> log, Readiness readiness) {
    /// Nothing but plain lines.
    public static final Operation NONE = new Operation(Optional.empty(), Readiness.OFF);

    /// The same with another log.
    public Operation withLog(FunctionLog changed) {
        return new Operation(Optional.of(changed), readiness);
    }

    /// The same with other answers to health checks.
    public Operation withReadiness(Readiness changed) {
        return new Operation(log, changed);
    }
}
