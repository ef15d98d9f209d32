package dev.headgate.benchmarks.ratelimit;

/// How long something takes: log-normal, as answers of networks and services nearly are.
///
/// @param medianMillis half of all take longer, more than 0
/// @param p99Millis one in a hundred takes longer, `medianMillis` or more
/// @param longestMillis none takes longer
record Delay(double medianMillis, double p99Millis, double longestMillis) {
    /// A call of DynamoDB in the same Region.
    static final Delay DYNAMODB = new Delay(4, 15, 45);
    /// A call of Redis in the same zone.
    static final Delay REDIS = new Delay(0.5, 2, 20);

    private static final double NORMAL_P99 = 2.326_347_874;
    private static final double NANOS_PER_MILLI = 1e6;

    Delay {
        if (!(medianMillis > 0 && p99Millis >= medianMillis && longestMillis >= p99Millis)) {
            throw new IllegalArgumentException(
                    "a delay of " + medianMillis + ", " + p99Millis + ", " + longestMillis + " ms");
        }
    }

    /// One of them.
    long nanos(Chance chance) {
        double sigma = StrictMath.log(p99Millis / medianMillis) / NORMAL_P99;
        double millis = medianMillis * StrictMath.exp(sigma * chance.normal());
        return (long) (Math.min(millis, longestMillis) * NANOS_PER_MILLI);
    }
}
