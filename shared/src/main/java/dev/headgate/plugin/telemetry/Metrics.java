package dev.headgate.plugin.telemetry;

import java.util.List;

/// Takes measurements. Safe for use by many threads.
@FunctionalInterface
public interface Metrics {
    /// Those of one request.
    void record(List<Measurement> measurements);
}
