/// How long functions take from the start of their process to their first answer. Start at [ColdStartBenchmark].
package dev.headgate.benchmarks.cold;
