package dev.headgate.plugin.telemetry;

import java.util.ArrayList;
import java.util.List;

/// Lines of StatsD's protocol (github.com/statsd/statsd/blob/master/docs/metric_types.md).
final class StatLine {
    private StatLine() {}

    /// What a number is.
    enum StatType {
        COUNTER("c"), GAUGE("g"), HISTOGRAM("h"), METER("m"), SET("s"), TIMER("ms"), DISTRIBUTION("d");

        private final String sign;

        StatType(String sign) {
            this.sign = sign;
        }
    }

    /// A line without tags.
    static String of(String name, String value, StatType type, double sampleRate) {
        return name + ":" + value + "|" + type.sign + (sampleRate == 1 ? "" : "|@" + Numbers.shown(sampleRate));
    }

    /// Lines joined into datagrams of a size, each as full as it can be; a longer line has one of its own.
    static List<String> packed(List<String> lines, int bytesMax) {
        List<String> datagrams = new ArrayList<>();
        StringBuilder datagram = new StringBuilder();
        for (String line : lines) {
            if (!datagram.isEmpty() && datagram.length() + 1 + line.length() > bytesMax) {
                datagrams.add(datagram.toString());
                datagram.setLength(0);
            }
            datagram.append(datagram.isEmpty() ? "" : "\n").append(line);
        }
        if (!datagram.isEmpty()) {
            datagrams.add(datagram.toString());
        }
        return datagrams;
    }
}
