/// The size of what is deployed. Start at [PackageBenchmark].
package dev.headgate.benchmarks.deployed;
