package dev.headgate.proxy;

import dev.headgate.model.Service;
import dev.headgate.proxy.BackendException.Failure;
import dev.headgate.proxy.BackendException.Progress;
import java.time.Duration;

/// How long each step of a call may take: the service's limits with nginx's meaning, each of them cut to what the
/// deadline leaves. Immutable.
///
/// @param connect for TCP, and again for TLS
/// @param write between two writes
/// @param read between two reads
/// @param deadline for everything together
record TimeLimits(Duration connect, Duration write, Duration read, Deadline deadline) {
    static TimeLimits of(Service service, Deadline deadline) {
        return new TimeLimits(service.connectTimeout(), service.writeTimeout(), service.readTimeout(), deadline);
    }

    /// How many milliseconds a blocking call may wait, at least one.
    ///
    /// @throws BackendException when there is no time left
    int millisLeft(Duration limit, long sinceNanos, Progress progress, String doing) throws BackendException {
        long left = Math.min(limit.toNanos() - (deadline.ticker().nanos() - sinceNanos), deadline.remainingNanos());
        if (left <= 0) {
            throw timeout(progress, doing);
        }
        return Math.clamp(left / 1_000_000, 1, Integer.MAX_VALUE);
    }

    long nowNanos() {
        return deadline.ticker().nanos();
    }

    static BackendException timeout(Progress progress, String doing) {
        return new BackendException(Failure.TIMEOUT, progress, "timed out while " + doing);
    }
}
