package dev.headgate.config;

import dev.headgate.diagnostic.Location;
import dev.headgate.plugin.LimitSplit;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// What the user says of counting requests: in `headgate.yaml`, under `rate_limits`. Immutable.
///
/// @param timeLimit how long a function waits for one call to the table of counters, connecting included
/// @param uncountedHeader whether answers to requests that pass uncounted say so, in [#UNCOUNTED_HEADER]
/// @param split how limits are split over Regions; absent where each Region has the whole limit
/// @param smooth plugins whose shortest limit admits evenly, by their `instance_name`, in the order of the file
public record RateLimitSettings(
        Duration timeLimit,
        boolean uncountedHeader,
        Optional<LimitSplit> split,
        Map<String, Smooth> smooth) {
    /// Names the plugins that let a request pass though they could not count it.
    public static final String UNCOUNTED_HEADER = "X-Headgate-Uncounted";

    /// What holds where nothing is written. DynamoDB answers within 10 ms nearly always; a new TLS connection takes some
    /// more.
    public static final RateLimitSettings DEFAULT = new RateLimitSettings(Duration.ofMillis(50), false,
            Optional.empty(), Map.of());

    public RateLimitSettings {
        smooth = Collections.unmodifiableMap(new LinkedHashMap<>(smooth));
    }

    /// What is said of a plugin that limits evenly.
    ///
    /// @param burst how many requests may come at once, 1 or more
    /// @param location where it is said
    public record Smooth(long burst, Location location) {}
}
