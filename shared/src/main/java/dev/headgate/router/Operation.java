package dev.headgate.router;

import java.util.Optional;

/// What a deployed function does beside serving requests; the local gateway does nothing of it.
///
/// @param log what is written of requests; absent for plain lines on the invocation's own log
/// @param traces tell of requests in their traces; absent where nobody is told
/// @param readiness answers health checks
/// @param origin what all other requests have to carry
public record Operation(Optional<FunctionLog> log, Optional<FunctionTraces> traces, Readiness readiness,
        OriginSecret origin) {
    /// Nothing but plain lines.
    public static final Operation NONE = new Operation(Optional.empty(), Optional.empty(), Readiness.OFF,
            OriginSecret.NONE);

    /// The same with another log.
    public Operation withLog(FunctionLog changed) {
        return new Operation(Optional.of(changed), traces, readiness, origin);
    }

    /// The same with traces.
    public Operation withTraces(FunctionTraces changed) {
        return new Operation(log, Optional.of(changed), readiness, origin);
    }

    /// The same with other answers to health checks.
    public Operation withReadiness(Readiness changed) {
        return new Operation(log, traces, changed, origin);
    }

    /// The same with another secret of the origin.
    public Operation withOrigin(OriginSecret changed) {
        return new Operation(log, traces, readiness, changed);
    }
}
