package dev.headgate.plugin.telemetry;

import java.math.BigDecimal;

/// Numbers as others read them.
final class Numbers {
    private Numbers() {}

    /// Without a point where the number is whole, and never with an exponent.
    static String shown(double number) {
        return number == Math.rint(number) && Math.abs(number) < 1L << 53
                ? Long.toString((long) number)
                : BigDecimal.valueOf(number).toPlainString();
    }
}
