package dev.headgate.benchmarks.ratelimit;

/// How Lambda runs a function: environments that take a request at a time, are begun when none is idle, do nothing between
/// requests and die at some time.
///
/// @param environmentsMax how many there are at the most; beyond it Lambda throttles
/// @param choice which idle one takes a request
/// @param lifeSeconds how long one lives on average; infinite for ever
/// @param service how long an admitted request holds its environment
/// @param begin how long a new one takes until it handles its first request
/// @param skewMillis by how much clocks are off at the most, forwards or backwards
/// @param driftPpm by how much they run fast or slow at the most, in millionths
record Lambda(int environmentsMax, Choice choice, double lifeSeconds, Delay service, Delay begin, double skewMillis,
        double driftPpm) {
    /// Which idle environment takes a request.
    enum Choice {
        /// The one that was used last, as far as is known of Lambda.
        RECENT,
        /// Any.
        ANY
    }

    private static final Delay SERVICE = new Delay(60, 300, 2_000);
    private static final Delay BEGIN = new Delay(250, 600, 2_000);

    static Lambda upTo(int environmentsMax) {
        return new Lambda(environmentsMax, Choice.RECENT, Double.POSITIVE_INFINITY, SERVICE, BEGIN, 0, 0);
    }

    Lambda choosing(Choice other) {
        return new Lambda(environmentsMax, other, lifeSeconds, service, begin, skewMillis, driftPpm);
    }

    Lambda living(double seconds) {
        return new Lambda(environmentsMax, choice, seconds, service, begin, skewMillis, driftPpm);
    }

    Lambda serving(Delay other) {
        return new Lambda(environmentsMax, choice, lifeSeconds, other, begin, skewMillis, driftPpm);
    }

    Lambda clocks(double otherSkewMillis, double otherDriftPpm) {
        return new Lambda(environmentsMax, choice, lifeSeconds, service, begin, otherSkewMillis, otherDriftPpm);
    }
}
