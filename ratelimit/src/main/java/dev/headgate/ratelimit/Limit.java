package dev.headgate.ratelimit;

import java.time.Instant;

/// How many requests are admitted in a span of time.
///
/// @param span how long it is
/// @param count admitted requests per span, 1 or more; of a smooth limit 2^53 at the most
/// @param type how requests are spread over the span
/// @param burst how many may come at the same moment: the whole count, but for a smooth limit, where it is from 1 to
///        `count`
public record Limit(Span span, long count, Type type, long burst) {
    /// How requests are spread over the span.
    public enum Type {
        /// Every window begins with room for the whole limit; the window before has no say.
        FIXED,
        /// The count of the window before fades evenly over the one after it, as if its requests had come evenly: an
        /// estimate of the requests within the last span, wherever that begins, from two numbers.
        SLIDING,
        /// There are no windows: room for one more request comes back evenly, every `span / count`, until there is room
        /// for `burst`. See [Pace].
        SMOOTH
    }

    private static final long SMOOTH_COUNT_MAX = 1L << 53;

    /// @throws IllegalArgumentException for a smooth limit also where its span has no fixed length, as months and years,
    ///         or is longer than 292 years
    public Limit {
        if (count < 1) {
            throw new IllegalArgumentException("a limit admits at least one request, not " + count);
        }
        if (type == Type.SMOOTH) {
            Pace.nanos(span);
            if (count > SMOOTH_COUNT_MAX) {
                throw new IllegalArgumentException("a smooth limit admits at most 2^53 requests, not " + count);
            }
            if (burst < 1 || burst > count) {
                throw new IllegalArgumentException(
                        "of " + count + " requests from 1 to all may come at once, not " + burst);
            }
        } else if (burst != count) {
            throw new IllegalArgumentException("all " + count + " requests of a window may come at once, not " + burst);
        }
    }

    /// A limit whose requests may come all at once.
    public Limit(Span span, long count, Type type) {
        this(span, count, type, count);
    }

    /// A limit on windows that have nothing to do with each other.
    public Limit(Span span, long count) {
        this(span, count, Type.FIXED);
    }

    /// A limit on how fast requests come one after another.
    ///
    /// @param span of a fixed length, 292 years at the most: neither months nor years of the calendar
    /// @param count admitted requests per span, from 1 to 2^53
    /// @param burst how many of them may come at once after a pause, from 1 to `count`
    public static Limit smooth(Span span, long count, long burst) {
        return new Limit(span, count, Type.SMOOTH, burst);
    }

    /// Whether it counts evenly instead of in windows.
    public boolean isSmooth() {
        return type == Type.SMOOTH;
    }

    /// The arithmetic of a smooth limit.
    ///
    /// @throws IllegalStateException for another one
    public Pace pace() {
        return new Pace(this);
    }

    /// The window that a request falls into; for a smooth limit, which has none, the one that a fixed limit would have.
    public TimeWindow window(Instant now) {
        return TimeWindow.of(span, now);
    }

    /// From when on one more request fits, if no other comes until then. Not for smooth limits.
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
            case SMOOTH -> throw noWindows();
        };
    }

    /// What is held against the limit at a moment. Not for smooth limits.
    ///
    /// @param used requests counted in the window of that moment
    /// @param usedBefore requests counted in the window before; no matter to a fixed limit
    public long held(long used, long usedBefore, Instant now) {
        return switch (type) {
            case FIXED -> used;
            case SLIDING -> used + window(now).faded(usedBefore, now);
            case SMOOTH -> throw noWindows();
        };
    }

    private static IllegalStateException noWindows() {
        return new IllegalStateException("a smooth limit has no windows");
    }
}
