package dev.headgate.benchmarks.ratelimit;

/// The requests of a scenario.
///
/// @param seconds for how long they come
record Load(Arrivals arrivals, Clients clients, double seconds) {}
