package dev.headgate.ratelimit;

/// How many requests a window admits.
///
/// @param period the window
/// @param count admitted requests per window, 1 or more
public record Limit(Period period, long count) {
    public Limit {
        if (count < 1) {
            throw new IllegalArgumentException("a limit admits at least one request, not " + count);
        }
    }
}
