package dev.headgate.ratelimit;

import java.time.Instant;

/// How many requests a window admits.
///
/// @param span how long the window is
/// @param count admitted requests per window, 1 or more
/// @param type whether the window before has a say
public record Limit(Span span, long count, Type type) {
    /// Whether the window before has a say.
    public enum Type {
        /// It has none: every window begins with room for the whole limit.
        FIXED,
        /// Its count fades evenly over the window after it, as if its requests had come evenly: an estimate of the
        /// requests within the last span, wherever that begins, from two numbers.
        SLIDING
    }

    public Limit {
        if (count < 1) {
            throw new IllegalArgumentException("a limit admits at least one request, not " + count);
        }
    }

    /// A limit on windows that have nothing to do with each other.
    public Limit(Span span, long count) {
        this(span, count, Type.FIXED);
    }

    /// The window that a request falls into.
    public TimeWindow window(Instant now) {
        return TimeWindow.of(span, now);
    }

    /// From when on one more request fits, if no other comes until then.
    ///
    /// @param used requests counted in the window of that moment
    /// @param usedBefore requests counted in the window before; no matter to a fixed limit
    public Instant roomAt(long used, long usedBefore, Instant now) {
        if (held(used, usedBefore, now) < count) {
            return now;
        }
        TimeWindow window = window(now);
        return switch (type) {
            case FIXED -> window.end();
            case SLIDING -> used < count
                    ? window.fadedTo(count - 1 - used, usedBefore)
                    : new TimeWindow(span, window.index() + 1).fadedTo(count - 1, used);
        };
    }

    /// What is held against the limit at a moment.
    ///
    /// @param used requests counted in the window of that moment
    /// @param usedBefore requests counted in the window before; no matter to a fixed limit
    public long held(long used, long usedBefore, Instant now) {
        return switch (type) {
            case FIXED -> used;
            case SLIDING -> used + window(now).faded(usedBefore, now);
        };
    }
}
