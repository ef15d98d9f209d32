package dev.headgate.router;

import java.util.Optional;

/// What a deployed function does beside serving requests; the local gateway does nothing of it.
///
/// @param log what is written of requests; absent for plain lines on the invocation's own log
/// @param readiness answers health checks
/// @param origin what all other requests have to carry
public record Operation(Optional<FunctionLog> log, Readiness readiness, OriginSecret origin) {
    /// Nothing but plain lines.
    public static final Operation NONE = new Operation(Optional.empty(), Readiness.OFF, OriginSecret.NONE);

    /// The same with another log.
    public Operation withLog(FunctionLog changed) {
        return new Operation(Optional.of(changed), readiness, origin);
    }

    /// The same with other answers to health checks.
    public Operation withReadiness(Readiness changed) {
        return new Operation(log, changed, origin);
    }

    /// The same with another secret of the origin.
    public Operation withOrigin(OriginSecret changed) {
        return new Operation(log, readiness, changed);
    }
}
