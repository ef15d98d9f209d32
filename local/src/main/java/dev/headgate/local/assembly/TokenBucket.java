package dev.headgate.local.assembly;

import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;

/// The algorithm by which API Gateway throttles
/// ([throttling](https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-request-throttling.html)): a token is
/// spent for a request, and tokens come back at a steady rate, up to the burst. AWS keeps to it as well as it can, this one to
/// the letter. Safe for use by many threads.
public final class TokenBucket {
    private static final double NANOS_PER_SECOND = 1e9;

    private final double perSecond;
    private final double burst;
    private final LongSupplier nanoTime;
    private final ReentrantLock lock = new ReentrantLock();
    private double tokens;
    private long lastNanos;

    /// @param perSecond how many tokens come back, more than 0
    /// @param burst how many there are at the most
    /// @param nanoTime a clock in nanoseconds; tokens come back by what it has gone on
    public TokenBucket(double perSecond, int burst, LongSupplier nanoTime) {
        this.perSecond = perSecond;
        this.burst = burst;
        this.nanoTime = nanoTime;
        this.tokens = burst;
        this.lastNanos = nanoTime.getAsLong();
    }

    /// Spends a token; false where there is none.
    public boolean take() {
        lock.lock();
        try {
            long now = nanoTime.getAsLong();
            tokens = Math.min(burst, tokens + Math.max(0, now - lastNanos) / NANOS_PER_SECOND * perSecond);
            lastNanos = now;
            if (tokens < 1) {
                return false;
            }
            tokens--;
            return true;
        } finally {
            lock.unlock();
        }
    }
}
