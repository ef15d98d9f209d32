package dev.headgate.benchmarks.ratelimit;

/// A token bucket, full at the beginning.
final class Bucket {
    private final double size;
    private final double perSecond;
    private double tokens;
    private long atNanos;

    /// @param size how many tokens it holds at the most
    /// @param perSecond how many come in a second
    Bucket(double size, double perSecond) {
        this.size = size;
        this.perSecond = perSecond;
        this.tokens = size;
    }

    /// Another one that holds the same now.
    Bucket copy() {
        Bucket copy = new Bucket(size, perSecond);
        copy.tokens = tokens;
        copy.atNanos = atNanos;
        return copy;
    }

    /// Whether so many tokens are there. Time does not go back.
    boolean has(double amount, long nowNanos) {
        tokens = Math.min(size, tokens + (nowNanos - atNanos) * perSecond / 1e9);
        atNanos = nowNanos;
        return tokens >= amount;
    }

    /// Takes tokens, more than are there too, which is then made up for by those that come.
    void take(double amount) {
        tokens -= amount;
    }

    /// Takes a token if there is one.
    boolean tryTake(long nowNanos) {
        boolean taken = has(1, nowNanos);
        if (taken) {
            take(1);
        }
        return taken;
    }
}
