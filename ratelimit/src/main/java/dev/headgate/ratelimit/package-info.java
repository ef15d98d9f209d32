/// Limits over calendar windows: the arithmetic, and stores of counters. Knows nothing of HTTP or gateways. Start at
/// [CounterStore].
package dev.headgate.ratelimit;
