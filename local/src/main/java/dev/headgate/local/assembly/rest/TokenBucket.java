package dev.headgate.local.assembly.rest;

import java.time.Duration;
import java.time.Instant;

/// A throttle: so many requests at once, and so many a second in the long run
/// ([throttling](https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-request-throttling.html)).
/// AWS keeps to it as well as it can, this one to the letter. Safe for use by many threads.
final class TokenBucket {
    private static final double NANOS = 1e9;

    private final double perSecond;
    private final double burst;
    private double tokens;
    private Instant since;

    /// @param perSecond how many come back
    /// @param burst how many there are at the most
    TokenBucket(double perSecond, int burst, Instant now) {
        this.perSecond = perSecond;
        this.burst = burst;
        this.tokens = burst;
        this.since = now;
    }

    /// Takes one, if there is one.
    synchronized boolean take(Instant now) {
        if (now.isAfter(since)) {
            tokens = Math.min(burst, tokens + perSecond * Duration.between(since, now).toNanos() / NANOS);
            since = now;
        }
        if (tokens < 1) {
            return false;
        }
        tokens--;
        return true;
    }
}
