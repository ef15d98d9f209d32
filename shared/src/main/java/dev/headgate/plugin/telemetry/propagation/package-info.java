/// Trace context in header fields, in the formats that Kong knows (kong/observability/tracing/propagation). Start at
/// [Propagation].
package dev.headgate.plugin.telemetry.propagation;
