/// What is told of a request after its answer is final: the log phase, the plugins that log, count and trace. Start at
/// [LogEntry]; deliveries are the business of `dev.headgate.delivery`.
package dev.headgate.plugin.telemetry;
