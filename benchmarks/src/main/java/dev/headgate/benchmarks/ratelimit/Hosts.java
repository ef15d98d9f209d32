package dev.headgate.benchmarks.ratelimit;

/// Where requests are handled.
interface Hosts {
    /// A request comes; for events.
    void arrive(String client);

    /// Decides on a request; runs as a task.
    interface Handler {
        Decision handle(Limiter limiter, String client, long arrivedNanos, Clock clock);
    }

    /// A clock that is off by a constant and runs at a speed of its own.
    ///
    /// @param skewNanos positive where it is ahead
    /// @param drift by which part it runs too fast
    record Clock(long skewNanos, double drift) {
        static final Clock TRUE = new Clock(0, 0);

        long read(long trueNanos) {
            return trueNanos + skewNanos + (long) (trueNanos * drift);
        }
    }
}
