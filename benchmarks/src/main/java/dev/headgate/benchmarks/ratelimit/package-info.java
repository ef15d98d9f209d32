/// Rate limits under simulated loads: the product's own limiters and what others do, on simulated Lambda environments
/// before a simulated DynamoDB, in virtual time. Start at [Simulation].
package dev.headgate.benchmarks.ratelimit;
