package dev.headgate.plugin.telemetry;

import java.util.List;

/// Something counted or measured.
///
/// @param metric what it is
/// @param labels values of the metric's labels, in their order
/// @param value what is added to a counter, or a measured value
public record Measurement(Metric metric, List<String> labels, double value) {
    public Measurement {
        labels = List.copyOf(labels);
    }

    /// A kind of measurement.
    ///
    /// @param name Kong's, with its prefix
    /// @param help Kong's words for it
    /// @param labels names of the labels
    /// @param unit as CloudWatch calls it
    /// @param buckets upper bounds of a histogram; empty for a counter
    public record Metric(String name, String help, List<String> labels, String unit, List<Integer> buckets) {
        public Metric {
            labels = List.copyOf(labels);
            buckets = List.copyOf(buckets);
        }
    }
}
