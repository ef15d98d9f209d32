package dev.headgate.ratelimit;

import java.math.BigInteger;
import java.time.Instant;

/// The arithmetic of a smooth limit: the generic cell rate algorithm, as a virtual schedule (ITU-T I.371, A.1). All that is
/// kept for a key is one moment, when its room will be complete again: the theoretical arrival time. A request moves it
/// by `span / count` into the future, from now at the least, and fits as long as it then lies no further ahead than
/// `burst` times that.
///
/// The moment is a whole number of ticks since 1970, of which a nanosecond has `count`, so that a request takes as many
/// ticks as the span has nanoseconds and nothing is ever rounded: of 7 per minute exactly 7 fit, minute after minute.
/// Its numbers have 36 digits at the most where requests are counted one by one.
///
/// **Clocks that differ**: where those of two callers are up to `d` apart, at most `burst + (t + d) × count / span`
/// requests are admitted within any time `t`, and one whose clock is behind is refused for up to `d` longer.
public final class Pace {
    private static final BigInteger NANOS_PER_SECOND = BigInteger.valueOf(1_000_000_000L);
    private static final long SECONDS_MAX = Long.MAX_VALUE / 1_000_000_000L;
    /// The end of the year 9999: what lies beyond is told as this.
    private static final Instant LAST = Instant.parse("9999-12-31T23:59:59Z");

    private final BigInteger ticksPerNano;
    private final BigInteger interval;
    private final long burst;
    private final Span span;

    Pace(Limit limit) {
        if (!limit.isSmooth()) {
            throw new IllegalStateException("a limit on windows has no pace");
        }
        ticksPerNano = BigInteger.valueOf(limit.count());
        interval = BigInteger.valueOf(nanos(limit.span()));
        burst = limit.burst();
        span = limit.span();
    }

    /// How long a span is.
    ///
    /// @throws IllegalArgumentException where that differs from one window to the next, or is more than 292 years
    static long nanos(Span span) {
        long seconds = switch (span) {
            case Period.SECOND -> 1;
            case Period.MINUTE -> 60;
            case Period.HOUR -> 3_600;
            case Period.DAY -> 86_400;
            case Period.MONTH, Period.YEAR -> throw new IllegalArgumentException(
                    "a smooth limit needs a span of fixed length, not " + span);
            case Span.Seconds(long length) -> length;
        };
        if (seconds > SECONDS_MAX) {
            throw new IllegalArgumentException(
                    "a smooth limit has a span of " + SECONDS_MAX + " seconds at the most, not " + seconds);
        }
        return seconds * 1_000_000_000L;
    }

    /// A moment, in ticks.
    public BigInteger ticks(Instant moment) {
        return BigInteger.valueOf(moment.getEpochSecond()).multiply(NANOS_PER_SECOND)
                .add(BigInteger.valueOf(moment.getNano())).multiply(ticksPerNano);
    }

    /// The first moment that is no earlier; the end of the year 9999 at the latest.
    public Instant moment(BigInteger ticks) {
        BigInteger[] nanos = ticks.divideAndRemainder(ticksPerNano);
        BigInteger up = nanos[1].signum() > 0 ? nanos[0].add(BigInteger.ONE) : nanos[0];
        if (up.divide(NANOS_PER_SECOND).compareTo(BigInteger.valueOf(LAST.getEpochSecond())) >= 0) {
            return LAST;
        }
        BigInteger[] seconds = up.divideAndRemainder(NANOS_PER_SECOND);
        return Instant.ofEpochSecond(seconds[0].longValueExact(), seconds[1].longValueExact());
    }

    /// What so many requests take, in ticks.
    public BigInteger cost(long requests) {
        return interval.multiply(BigInteger.valueOf(requests));
    }

    /// What is kept after some requests.
    ///
    /// @param arrival what was kept before
    /// @param requests may be negative, which gives back
    public BigInteger after(BigInteger arrival, long requests, Instant now) {
        return arrival.max(ticks(now)).add(cost(requests));
    }

    /// The highest that may be kept for this many requests to be in use.
    ///
    /// @param requests in use, 0 or more
    public BigInteger highest(long requests, Instant now) {
        return ticks(now).add(cost(requests));
    }

    /// How many requests are in use, a part of one counting as a whole: 0 or more, and more than the burst only where they
    /// were counted whether they fit or not.
    ///
    /// @param arrival what is kept
    public long held(BigInteger arrival, Instant now) {
        BigInteger ahead = arrival.subtract(ticks(now));
        if (ahead.signum() <= 0) {
            return 0;
        }
        BigInteger requests = ahead.add(interval).subtract(BigInteger.ONE).divide(interval);
        return requests.bitLength() > 62 ? Long.MAX_VALUE : requests.longValueExact();
    }

    /// The state that is told of a limit.
    ///
    /// @param arrival what is kept
    public Usage.Window window(Limit limit, BigInteger arrival, Instant now) {
        BigInteger roomAt = arrival.subtract(cost(burst - 1));
        return new Usage.Window(limit, held(arrival, now), moment(arrival.max(ticks(now))),
                moment(roomAt.max(ticks(now))));
    }

    /// Whether what is kept may be forgotten: it has been in the past for longer than clocks may lag ([Span#lag]).
    ///
    /// @param arrival what is kept
    public boolean isForgettable(BigInteger arrival, Instant now) {
        return arrival.compareTo(forgettable(now)) <= 0;
    }

    /// The highest that may be forgotten.
    public BigInteger forgettable(Instant now) {
        return ticks(now.minus(span.lag()));
    }
}
