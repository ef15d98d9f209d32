package dev.headgate.cdk;

import java.util.List;
import java.util.stream.Stream;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.cloudwatch.GraphWidget;
import software.amazon.awscdk.services.cloudwatch.IMetric;
import software.amazon.awscdk.services.cloudwatch.Metric;
import software.amazon.awscdk.services.cloudwatch.MetricOptions;
import software.amazon.awscdk.services.cloudwatch.YAxisProps;

/// How the graphs of all dashboards look.
final class Graphs {
    static final Duration PERIOD = Duration.minutes(5);
    static final List<String> PERCENTILES = List.of("p50", "p95", "p99");
    /// Three beside each other.
    static final int WIDTH = 8;
    static final int HEIGHT = 6;

    private Graphs() {}

    /// Some lines over one axis that begins at 0.
    ///
    /// @param unit what the axis counts
    static GraphWidget graph(String title, String unit, List<? extends IMetric> lines) {
        return GraphWidget.Builder.create().title(title).width(WIDTH).height(HEIGHT).left(lines)
                .leftYAxis(YAxisProps.builder().min(0).label(unit).showUnits(false).build()).build();
    }

    static GraphWidget graph(String title, String unit, Stream<? extends IMetric> lines) {
        return graph(title, unit, lines.toList());
    }

    /// A metric with a name for people.
    static Metric line(String label, Metric metric) {
        return metric.with(MetricOptions.builder().label(label).build());
    }
}
