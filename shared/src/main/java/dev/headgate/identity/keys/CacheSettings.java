package dev.headgate.identity.keys;

import java.time.Duration;

/// How long an environment believes what it looked up.
///
/// @param entriesMax how many answers are kept at the most, of those that found something and of those that did not
/// @param foundFor how long something found is believed; so long a revoked key may still work
/// @param absentFor how long something absent is believed; so long a new key may not work yet
/// @param staleFor how long something found is used when the store cannot be asked again
public record CacheSettings(int entriesMax, Duration foundFor, Duration absentFor, Duration staleFor) {
    /// 10,000 entries, 30 seconds, 5 seconds, 10 minutes.
    public static final CacheSettings DEFAULT = new CacheSettings(10_000, Duration.ofSeconds(30),
            Duration.ofSeconds(5), Duration.ofMinutes(10));
}
