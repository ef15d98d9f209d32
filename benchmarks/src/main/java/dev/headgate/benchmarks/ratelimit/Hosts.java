package dev.headgate.benchmarks.ratelimit;

import java.time.Instant;
import java.time.InstantSource;

/// Where requests are handled.
interface Hosts {
    /// A request comes; for events.
    void arrive(String client);

    /// Decides on a request; runs as a task.
    interface Handler {
        Decision handle(Limiter limiter, String client, InstantSource clock);
    }

    /// A clock that is off by a constant and runs at a speed of its own.
    ///
    /// @param trueOne the time of day as it is
    /// @param skewNanos positive where it is ahead
    /// @param drift by which part it runs too fast
    record Clock(TrueTime trueOne, long skewNanos, double drift) implements InstantSource {
        @Override
        public Instant instant() {
            long sinceBeginning = trueOne.time().nowNanos();
            return trueOne.beginning().plusNanos(sinceBeginning + skewNanos + (long) (sinceBeginning * drift));
        }
    }

    /// Virtual time as a time of day.
    ///
    /// @param beginning what it is at 0
    record TrueTime(VirtualTime time, Instant beginning) implements InstantSource {
        @Override
        public Instant instant() {
            return beginning.plusNanos(time.nowNanos());
        }
    }
}
