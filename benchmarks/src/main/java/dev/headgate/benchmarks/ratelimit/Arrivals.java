package dev.headgate.benchmarks.ratelimit;

/// How requests come.
sealed interface Arrivals {
    /// At even distances.
    record Steady(double perSecond) implements Arrivals {
        @Override
        public double perSecond(double seconds) {
            return perSecond;
        }

        @Override
        public double highest() {
            return perSecond;
        }

        @Override
        public double next(double seconds, Chance chance) {
            return seconds + 1 / perSecond;
        }
    }

    /// One independent of the other, as those of many clients.
    record Poisson(double perSecond) implements Arrivals {
        @Override
        public double perSecond(double seconds) {
            return perSecond;
        }

        @Override
        public double highest() {
            return perSecond;
        }
    }

    /// In bursts, and a few between them.
    ///
    /// @param everySeconds from the beginning of a burst to that of the next
    /// @param lengthSeconds of a burst
    record Bursts(double betweenPerSecond, double burstPerSecond, double everySeconds,
            double lengthSeconds) implements Arrivals {
        @Override
        public double perSecond(double seconds) {
            return seconds % everySeconds < lengthSeconds ? burstPerSecond : betweenPerSecond;
        }

        @Override
        public double highest() {
            return burstPerSecond;
        }
    }

    /// In a wave, from almost none to twice the mean, as by day and night; a day may be short.
    record Diurnal(double meanPerSecond, double daySeconds) implements Arrivals {
        private static final double SWING = 0.95;

        @Override
        public double perSecond(double seconds) {
            return meanPerSecond * (1 - SWING * StrictMath.cos(2 * StrictMath.PI * seconds / daySeconds));
        }

        @Override
        public double highest() {
            return meanPerSecond * (1 + SWING);
        }
    }

    /// The rate at a moment.
    double perSecond(double seconds);

    /// The highest rate there is.
    double highest();

    /// When the next request comes after a moment: a Poisson process of the highest rate, of which as many are left out
    /// as the rate is lower.
    default double next(double seconds, Chance chance) {
        double next = seconds;
        do {
            next += chance.exponential() / highest();
        } while (chance.uniform() * highest() >= perSecond(next));
        return next;
    }
}
