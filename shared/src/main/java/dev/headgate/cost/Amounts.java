package dev.headgate.cost;

import java.math.BigDecimal;
import java.math.RoundingMode;

/// Units of measure. A kilobyte has 1,024 bytes, a gigabyte 1,024³; a month 730 hours.
final class Amounts {
    static final BigDecimal HOURS = BigDecimal.valueOf(730);
    static final BigDecimal SECONDS = BigDecimal.valueOf(730 * 3_600);
    private static final BigDecimal KILOBYTES_PER_GIGABYTE = BigDecimal.valueOf(1_024 * 1_024);
    private static final BigDecimal BYTES_PER_GIGABYTE = BigDecimal.valueOf(1L << 30);
    private static final BigDecimal MILLIS_TIMES_MEGABYTES = BigDecimal.valueOf(1_000 * 1_024);

    private Amounts() {}

    static BigDecimal gigabytesOfKilobytes(BigDecimal kilobytes) {
        return kilobytes.divide(KILOBYTES_PER_GIGABYTE, Price.DIGITS);
    }

    static BigDecimal gigabytesOfBytes(BigDecimal bytes) {
        return bytes.divide(BYTES_PER_GIGABYTE, Price.DIGITS);
    }

    static BigDecimal gigabyteSeconds(BigDecimal megabytes, BigDecimal millis) {
        return megabytes.multiply(millis).divide(MILLIS_TIMES_MEGABYTES, Price.DIGITS);
    }

    /// How many steps an amount takes; one at least.
    static BigDecimal steps(BigDecimal amount, int step) {
        return amount.divide(BigDecimal.valueOf(step), 0, RoundingMode.CEILING).max(BigDecimal.ONE);
    }

    static BigDecimal up(BigDecimal amount) {
        return amount.setScale(0, RoundingMode.CEILING);
    }

    /// What is left of a whole.
    static BigDecimal restOf(BigDecimal share) {
        return BigDecimal.ONE.subtract(share);
    }
}
