package dev.headgate.cdk;

import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Duration;

/// How fast the requests that may end in 5xx are used up. A rate of 1 uses them up in exactly [#PERIOD].
///
/// An alarm watches two windows at once: the long one says that it matters, the short one that it goes on (Google SRE
/// Workbook, "Alerting on SLOs", multiwindow, multi-burn-rate alerts).
enum BurnRate {
    /// Two percent of what is allowed in a month, gone in an hour.
    FAST("14.4", Duration.ofHours(1), Duration.ofMinutes(5)),
    /// Five percent of it, gone in six hours.
    SLOW("6", Duration.ofHours(6), Duration.ofMinutes(30));

    /// What the objective is promised for.
    static final Duration PERIOD = Duration.ofDays(30);

    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

    private final BigDecimal rate;
    private final Duration longWindow;
    private final Duration shortWindow;

    BurnRate(String rate, Duration longWindow, Duration shortWindow) {
        this.rate = new BigDecimal(rate);
        this.longWindow = longWindow;
        this.shortWindow = shortWindow;
    }

    BigDecimal rate() {
        return rate;
    }

    Duration longWindow() {
        return longWindow;
    }

    Duration shortWindow() {
        return shortWindow;
    }

    /// How many requests of a hundred have to end in 5xx for this rate; never more than all of them, so that an objective
    /// which this rate cannot hurt is watched for a complete outage.
    ///
    /// @param availabilityPercent the objective, below 100
    double errorPercent(double availabilityPercent) {
        return rate.multiply(allowedPercent(availabilityPercent)).min(HUNDRED).doubleValue();
    }

    /// How much of what the objective allows in [#PERIOD] is gone after the long window at this rate, in percent.
    double budgetPercent() {
        return rate.multiply(HUNDRED).multiply(BigDecimal.valueOf(longWindow.toMinutes()))
                .divide(BigDecimal.valueOf(PERIOD.toMinutes()), MathContext.DECIMAL64).doubleValue();
    }

    private static BigDecimal allowedPercent(double availabilityPercent) {
        return HUNDRED.subtract(BigDecimal.valueOf(availabilityPercent));
    }
}
