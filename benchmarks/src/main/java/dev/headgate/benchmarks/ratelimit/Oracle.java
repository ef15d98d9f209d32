package dev.headgate.benchmarks.ratelimit;

import java.time.Instant;

/// Knows of each request, and says how many of them should have been admitted.
interface Oracle {
    /// One request that was decided.
    ///
    /// @param now by the clock of whoever decided
    /// @param askedNanos by the true one
    /// @param isAdmitted whether it reaches the backend
    void saw(String client, Instant now, long askedNanos, boolean isAdmitted);

    /// Its verdict on all of them.
    Verdict verdict();

    /// What should have been admitted, and what was instead.
    ///
    /// @param allowed how many should have been admitted
    /// @param over how many were admitted beyond that, window by window
    /// @param wronglyRefused how many were not admitted that should have been, window by window
    record Verdict(long allowed, long over, long wronglyRefused) {}
}
