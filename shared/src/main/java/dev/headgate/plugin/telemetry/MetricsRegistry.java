package dev.headgate.plugin.telemetry;

import dev.headgate.plugin.telemetry.Measurement.Metric;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.locks.ReentrantLock;

/// Adds measurements up and shows them in Prometheus' text format
/// (prometheus.io/docs/instrumenting/exposition_formats), as Kong's `/metrics` does. Safe for use by many threads.
public final class MetricsRegistry implements Metrics {
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<String, Metric> metrics = new TreeMap<>();
    private final Map<String, Map<String, Series>> series = new TreeMap<>();

    /// What one set of labels has come to. For use under the lock.
    private static final class Series {
        private final List<String> labels;
        private final long[] inBuckets;
        private double sum;
        private long count;

        Series(Measurement first) {
            this.labels = first.labels();
            this.inBuckets = new long[first.metric().buckets().size()];
        }

        void add(Measurement measurement) {
            sum += measurement.value();
            count++;
            List<Integer> buckets = measurement.metric().buckets();
            for (int i = 0; i < inBuckets.length; i++) {
                inBuckets[i] += measurement.value() <= buckets.get(i) ? 1 : 0;
            }
        }
    }

    @Override
    public void record(List<Measurement> measurements) {
        lock.lock();
        try {
            for (Measurement measurement : measurements) {
                Metric metric = measurement.metric();
                metrics.putIfAbsent(metric.name(), metric);
                series.computeIfAbsent(metric.name(), _ -> new TreeMap<>())
                        .computeIfAbsent(labels(metric, measurement.labels()), _ -> new Series(measurement))
                        .add(measurement);
            }
        } finally {
            lock.unlock();
        }
    }

    /// Everything so far, in the order of names and labels.
    public String text() {
        lock.lock();
        try {
            StringBuilder text = new StringBuilder();
            for (Metric metric : metrics.values()) {
                boolean isHistogram = !metric.buckets().isEmpty();
                text.append("# HELP ").append(metric.name()).append(' ').append(metric.help()).append('\n')
                        .append("# TYPE ").append(metric.name()).append(isHistogram ? " histogram\n" : " counter\n");
                for (Series of : series.get(metric.name()).values()) {
                    if (isHistogram) {
                        histogram(text, metric, of);
                    } else {
                        line(text, metric.name(), labels(metric, of.labels), Numbers.shown(of.sum));
                    }
                }
            }
            return text.toString();
        } finally {
            lock.unlock();
        }
    }

    private static void histogram(StringBuilder text, Metric metric, Series of) {
        List<String> names = new ArrayList<>(metric.labels());
        names.add("le");
        for (int i = 0; i <= of.inBuckets.length; i++) {
            boolean isLast = i == of.inBuckets.length;
            List<String> values = new ArrayList<>(of.labels);
            values.add(isLast ? "+Inf" : Integer.toString(metric.buckets().get(i)));
            line(text, metric.name() + "_bucket", labels(names, values),
                    Long.toString(isLast ? of.count : of.inBuckets[i]));
        }
        line(text, metric.name() + "_count", labels(metric, of.labels), Long.toString(of.count));
        line(text, metric.name() + "_sum", labels(metric, of.labels), Numbers.shown(of.sum));
    }

    private static void line(StringBuilder text, String name, String labels, String value) {
        text.append(name).append(labels).append(' ').append(value).append('\n');
    }

    private static String labels(Metric metric, List<String> values) {
        return labels(metric.labels(), values);
    }

    private static String labels(List<String> names, List<String> values) {
        StringBuilder text = new StringBuilder("{");
        for (int i = 0; i < names.size(); i++) {
            text.append(i == 0 ? "" : ",").append(names.get(i)).append("=\"").append(escaped(values.get(i)))
                    .append('"');
        }
        return text.append('}').toString();
    }

    private static String escaped(String value) {
        return value.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
    }
}
