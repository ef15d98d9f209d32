package dev.headgate.ratelimit.dynamodb;

import java.time.Duration;

/// When a [GuardedClient] stops making calls, and for how long.
///
/// @param failuresMax so many calls in a row have to fail, 1 or more
/// @param pauseMin for how long no call is made then, more than zero; after that a single one is tried
/// @param pauseMax what the pause grows to, twice as long each time that the one fails
public record BreakerSettings(int failuresMax, Duration pauseMin, Duration pauseMax) {
    /// Five calls cost a caller a quarter of a second at [CountingClient#DEFAULT_TIME_LIMIT]; half a minute is how long
    /// limits may stay unkept after a long outage.
    public static final BreakerSettings DEFAULT = new BreakerSettings(5, Duration.ofSeconds(1), Duration.ofSeconds(30));

    public BreakerSettings {
        if (failuresMax < 1) {
            throw new IllegalArgumentException("calls stop after one failure at the soonest, not after " + failuresMax);
        }
        if (!pauseMin.isPositive() || pauseMax.compareTo(pauseMin) < 0) {
            throw new IllegalArgumentException("a pause grows from some time to more, not from " + pauseMin + " to "
                    + pauseMax);
        }
    }

    /// The pause after one that was too short.
    Duration longer(Duration pause) {
        return pause.compareTo(pauseMax.dividedBy(2)) > 0 ? pauseMax : pause.multipliedBy(2);
    }
}
