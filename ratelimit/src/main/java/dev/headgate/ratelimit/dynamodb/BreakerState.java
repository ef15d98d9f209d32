package dev.headgate.ratelimit.dynamodb;

import java.time.Duration;
import java.time.Instant;

/// Whether calls are made, as far as calls have gone until now. An immutable value; every step makes another one.
sealed interface BreakerState {
    /// Nothing has failed.
    static BreakerState begin() {
        return new Closed(0, 0);
    }

    /// How many single calls have been tried so far, by which they are told apart.
    long probes();

    /// All calls are made.
    ///
    /// @param failures how many have failed since one was answered
    record Closed(int failures, long probes) implements BreakerState {}

    /// No call is made.
    ///
    /// @param since when the last one that was made failed
    /// @param pause for how long
    record Open(Instant since, Duration pause, long probes) implements BreakerState {
        /// Also for a clock that went back to before the beginning: how long it is to the end, nobody knows then.
        boolean isOver(Instant now) {
            return !now.isBefore(since.plus(pause)) || now.isBefore(since);
        }
    }

    /// A single call is tried, and no other is made until it has ended.
    ///
    /// @param pause the one before it
    record Probing(Duration pause, long probes) implements BreakerState {}

    /// Whether a call may be made.
    sealed interface Pass {
        /// It may, as all others.
        record Call() implements Pass {}

        /// It is the single one.
        record Probe(long number) implements Pass {}

        /// It may not.
        record Refused() implements Pass {}
    }

    /// What becomes of somebody's wish to make a call.
    record Asked(BreakerState next, Pass pass) {}

    /// Somebody wants to make a call.
    default Asked ask(Instant now) {
        return switch (this) {
            case Closed _ -> new Asked(this, new Pass.Call());
            case Probing _ -> new Asked(this, new Pass.Refused());
            case Open open when open.isOver(now) ->
                    new Asked(new Probing(open.pause(), probes() + 1), new Pass.Probe(probes() + 1));
            case Open _ -> new Asked(this, new Pass.Refused());
        };
    }

    /// A call was answered, no matter when it was made: there is somebody who answers.
    default BreakerState answered() {
        return new Closed(0, probes());
    }

    /// A call was not answered. Calls that were made before all were stopped, and fail now, say nothing new.
    default BreakerState failed(Pass pass, Instant now, BreakerSettings settings) {
        return switch (this) {
            case Closed(int failures, long probes) -> failures + 1 < settings.failuresMax()
                    ? new Closed(failures + 1, probes)
                    : new Open(now, settings.pauseMin(), probes);
            case Open open -> open;
            case Probing(Duration pause, long probes) -> pass.equals(new Pass.Probe(probes))
                    ? new Open(now, settings.longer(pause), probes)
                    : this;
        };
    }
}
