package dev.headgate.dynamodbemulator.value;

import dev.headgate.dynamodbemulator.error.ApiException;
import java.math.BigDecimal;

/// DynamoDB's numbers: up to 38 significant digits, magnitude from 1E-130 to 9.99…E+125, or zero. The normal form has
/// no trailing zeros, so that equal numbers are equal objects; the text form is plain, without an exponent.
///
/// Source: DynamoDB developer guide, "Supported data types", Number.
public final class Numbers {
    private static final int DIGITS_MAX = 38;
    private static final int EXPONENT_MAX = 125;
    private static final int EXPONENT_MIN = -130;

    private Numbers() {}

    /// Reads a number in decimal or scientific notation into its normal form.
    ///
    /// @throws ApiException a validation error where the text is no number or the number out of range
    public static BigDecimal parse(String text) {
        if (text.isEmpty()) {
            throw ApiException.validation("The parameter cannot be converted to a numeric value");
        }
        if (!text.chars().allMatch(c -> c >= '0' && c <= '9' || "+-.eE".indexOf(c) >= 0)) {
            throw notNumeric(text);
        }
        try {
            return checked(new BigDecimal(text));
        } catch (NumberFormatException _) {
            throw notNumeric(text);
        }
    }

    private static ApiException notNumeric(String text) {
        return ApiException.validation("The parameter cannot be converted to a numeric value: " + text);
    }

    /// The normal form of a number, for one read or calculated.
    ///
    /// @throws ApiException a validation error where the number is out of range or has too many digits
    public static BigDecimal checked(BigDecimal number) {
        if (number.signum() == 0) {
            return BigDecimal.ZERO;
        }
        long exponent = exponent(number);
        if (exponent > EXPONENT_MAX) {
            throw ApiException
                    .validation(
                            "Number overflow. Attempting to store a number with magnitude larger than supported range");
        }
        if (exponent < EXPONENT_MIN) {
            throw ApiException.validation(
                    "Number underflow. Attempting to store a number with magnitude smaller than supported range");
        }
        BigDecimal normal = number.stripTrailingZeros();
        if (normal.precision() > DIGITS_MAX) {
            throw ApiException.validation("Attempting to store more than 38 significant digits in a Number");
        }
        return normal;
    }

    /// The text form of a number in normal form.
    public static String text(BigDecimal number) {
        return number.toPlainString();
    }

    /// The bytes a number takes: one for every two digits (aligned at the decimal point), one more, and one for a sign.
    static int size(BigDecimal number) {
        if (number.signum() == 0) {
            return 1;
        }
        int pairs = Math.floorDiv((int) exponent(number), 2) - Math.floorDiv(-number.scale(), 2) + 1;
        return 1 + pairs + (number.signum() < 0 ? 1 : 0);
    }

    private static long exponent(BigDecimal number) {
        return (long) number.precision() - number.scale() - 1;
    }
}
