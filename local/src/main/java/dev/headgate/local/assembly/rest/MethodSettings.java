package dev.headgate.local.assembly.rest;

import java.time.Duration;
import java.util.Optional;

/// What a stage says of methods.
///
/// @param throttle absent for the account's own limits, which the emulator has not
/// @param cacheTimeToLive how long answers are kept; absent where they are not
record MethodSettings(Optional<Throttle> throttle, Optional<Duration> cacheTimeToLive) {
    /// What a method has of which nothing is said.
    static final MethodSettings NONE = new MethodSettings(Optional.empty(), Optional.empty());

    /// How many requests pass.
    record Throttle(double perSecond, int burst) {}
}
