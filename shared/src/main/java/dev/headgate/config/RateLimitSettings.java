package dev.headgate.config;

import dev.headgate.plugin.LimitSplit;
import java.time.Duration;
import java.util.Optional;

/// What the user says of counting requests: in `headgate.yaml`, under `rate_limits`. Immutable.
///
/// @param timeLimit how long a function waits for one call to the table of counters, connecting included
/// @param split how limits are split over Regions; absent where each Region has the whole limit
public record RateLimitSettings(Duration timeLimit, Optional<LimitSplit> split) {
    /// What holds where nothing is written. DynamoDB answers within 10 ms nearly always; a new TLS connection takes some
    /// more.
    public static final RateLimitSettings DEFAULT = new RateLimitSettings(Duration.ofMillis(50), Optional.empty());
}
