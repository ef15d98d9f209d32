package dev.headgate.config;

import java.time.Duration;

/// What the user says of counting requests: in `headgate.yaml`, under `rate_limits`. Immutable.
///
/// @param timeLimit how long a function waits for one call to the table of counters, connecting included
public record RateLimitSettings(Duration timeLimit) {
    /// What holds where nothing is written. DynamoDB answers within 10 ms nearly always; a new TLS connection takes some
    /// more.
    public static final RateLimitSettings DEFAULT = new RateLimitSettings(Duration.ofMillis(50));
}
