package dev.headgate.ratelimit;

import java.time.Duration;
import java.time.Instant;

/// A length of time that limits count in. Its windows follow each other without gaps, each with a number that is one
/// higher than the one before.
public sealed interface Span permits Period, Span.Seconds {
    /// So many seconds, counted from the beginning of 1970: of 30 there are windows from 10:20:00 and from 10:20:30, of a
    /// week those from Thursday to Thursday.
    ///
    /// @param length 1 or more
    record Seconds(long length) implements Span {
        public Seconds {
            if (length < 1) {
                throw new IllegalArgumentException("a window is a second long at least, not " + length);
            }
        }

        @Override
        public long index(Instant now) {
            return Math.floorDiv(now.getEpochSecond(), length);
        }

        @Override
        public Instant start(long index) {
            return Instant.ofEpochSecond(Math.multiplyExact(index, length));
        }

        @Override
        public Duration lag() {
            return length < 60
                    ? Duration.ofSeconds(15)
                    : length < 3_600 ? Duration.ofMinutes(5) : Duration.ofHours(1);
        }

        @Override
        public String toString() {
            return length + "s";
        }
    }

    /// The number of the window that a moment falls into.
    long index(Instant now);

    /// The first moment of the window with that number.
    Instant start(long index);

    /// How long after a window's end it may still be counted in, by clocks that are behind.
    Duration lag();
}
