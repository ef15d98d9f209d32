package dev.headgate.config;

import dev.headgate.plugin.LimitSplit;
import java.time.Duration;
import java.util.Optional;

/// What the user says of counting requests: in `headgate.yaml`, under `rate_limits`. Immutable.
///
/// @param timeLimit how long a function waits for one call to the table of counters, connecting included
/// @param uncountedHeader whether answers to requests that pass uncounted say so, in [#UNCOUNTED_HEADER]
/// @param split how limits are split over Regions; absent where each Region has the whole limit
public record RateLimitSettings(Duration timeLimit, boolean uncountedHeader, Optional<LimitSplit> split) {
    /// Names the plugins that let a request pass though they could not count it.
    public static final String UNCOUNTED_HEADER = "X-Headgate-Uncounted";

    /// What holds where nothing is written. DynamoDB answers within 10 ms nearly always; a new TLS connection takes some
    /// more.
    public static final RateLimitSettings DEFAULT = new RateLimitSettings(Duration.ofMillis(50), false,
            Optional.empty());
}
