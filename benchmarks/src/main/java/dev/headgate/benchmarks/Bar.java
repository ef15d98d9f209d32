package dev.headgate.benchmarks;

import java.util.Locale;

/// How large a ratio may be.
///
/// @param most what it may come to
public record Bar(double most) {
    /// Says whether a ratio is within it, and otherwise by how much it is not.
    public String verdict(double ratio) {
        String bar = "≤ " + number(most);
        return ratio <= most
                ? "met: " + number(ratio) + " (" + bar + ")"
                : "**missed** by a factor of " + number(ratio / most) + ": " + number(ratio) + " (" + bar + ")";
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, value < 0.1 ? "%.3f" : value < 10 ? "%.2f" : "%.0f", value)
                .replaceFirst("(\\.\\d*?)0+$", "$1").replaceFirst("\\.$", "");
    }
}
