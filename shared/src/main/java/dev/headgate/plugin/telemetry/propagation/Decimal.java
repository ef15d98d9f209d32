package dev.headgate.plugin.telemetry.propagation;

import java.math.BigInteger;
import java.util.HexFormat;

/// Ids that a format writes in decimal.
final class Decimal {
    private static final int HEX = 16;
    private static final int DIGITS_MAX = 39;

    private Decimal() {}

    /// The hex form; empty for text that is no id.
    static String toHex(String decimal) {
        String digits = decimal.strip();
        if (digits.isEmpty() || digits.length() > DIGITS_MAX
                || !digits.chars().allMatch(digit -> digit >= '0' && digit <= '9')) {
            return "";
        }
        byte[] bytes = new BigInteger(digits).toByteArray();
        int sign = bytes.length > 1 && bytes[0] == 0 ? 1 : 0;
        return HexFormat.of().formatHex(bytes, sign, bytes.length);
    }

    static String of(String hex) {
        return new BigInteger(hex, HEX).toString();
    }
}
