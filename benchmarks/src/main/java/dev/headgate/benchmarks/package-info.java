/// Measures speed and memory. Start at [Benchmarks]; every figure is a ratio against a peer in the same run, or says how
/// it grows, since seconds belong to one machine.
package dev.headgate.benchmarks;
