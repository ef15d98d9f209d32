package dev.headgate.health;

import java.time.Instant;

/// What probes of an address add up to.
///
/// @param at when the last one was, in whole milliseconds
public record Probed(Tally tally, Instant at) {}
