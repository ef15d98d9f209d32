package dev.headgate.benchmarks.ratelimit;

/// What became of a request.
enum Decision {
    ADMITTED,
    REFUSED,
    /// It could not be counted and passed.
    PASSED,
    /// It could not be counted and failed.
    FAILED;

    /// Whether the backend sees the request.
    boolean reachesBackend() {
        return switch (this) {
            case ADMITTED, PASSED -> true;
            case REFUSED, FAILED -> false;
        };
    }
}
