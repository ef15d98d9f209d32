package dev.headgate.benchmarks.ratelimit;

import java.time.Instant;

/// What decides on requests in one environment or on one server.
interface Limiter {
    /// Runs as a task and may wait.
    ///
    /// @param now what the clock there says
    Decision decide(String client, Instant now);
}
