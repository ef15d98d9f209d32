package dev.headgate.plugin;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Reads what a backend wants counted (kong/plugins/response-ratelimiting/header_filter.lua, `parse_header`).
final class ResponseIncrements {
    /// Nobody counts to more than this; a number with a huge exponent would take time and memory otherwise.
    private static final BigDecimal MAX = BigDecimal.valueOf(PeriodLimits.COUNT_MAX);
    private static final int DIGITS_MAX = 40;

    private ResponseIncrements() {}

    /// What is to be added for each name. A name that is not known is no matter, and so is what is no number; of a name
    /// that comes twice the later one counts.
    ///
    /// @param lines `video=2, image=1`
    /// @param names those that have limits
    static Map<String, Long> of(List<String> lines, Set<String> names) {
        Map<String, Long> increments = new HashMap<>();
        for (String part : String.join(",", lines).split(",")) {
            String[] sides = part.split("=", -1);
            if (sides.length != 2 || !names.contains(sides[0].strip())) {
                continue;
            }
            add(increments, sides[0].strip(), sides[1].strip());
        }
        return increments;
    }

    private static void add(Map<String, Long> increments, String name, String text) {
        try {
            BigDecimal number = text.length() > DIGITS_MAX ? MAX.add(BigDecimal.ONE) : new BigDecimal(text);
            if (number.abs().compareTo(MAX) <= 0) {
                increments.put(name, ceiling(number));
                return;
            }
        } catch (NumberFormatException _) {
            // What is no number is counted as none.
        }
        increments.remove(name);
    }

    private static long ceiling(BigDecimal number) {
        boolean isBelowOne = number.precision() - number.scale() <= 0;
        return isBelowOne
                ? Math.max(0, number.signum())
                : number.setScale(0, RoundingMode.CEILING).longValueExact();
    }
}
