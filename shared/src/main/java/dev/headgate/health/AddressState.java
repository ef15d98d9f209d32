package dev.headgate.health;

import java.time.Instant;

/// What an environment thinks of one address. Guarded by its [UpstreamHealth].
final class AddressState {
    private Tally tally = Tally.HEALTHY;
    private Status status = Status.UNKNOWN;
    private Trial trial = new Trial.None();

    /// How far the return of an address that was taken out has come.
    sealed interface Trial {
        /// Nobody thinks of it.
        record None() implements Trial {}

        /// It is looked whether it may be tried.
        record Prepared() implements Trial {}

        /// The next request that fits goes there.
        ///
        /// @param since when that was so
        record Granted(Instant since) implements Trial {}

        /// One went there.
        record Running() implements Trial {}
    }

    Tally tally() {
        return tally;
    }

    Status status() {
        return status;
    }

    Trial trial() {
        return trial;
    }

    void count(Tally changed) {
        tally = changed;
    }

    void trial(Trial changed) {
        trial = changed;
    }

    /// What was found out here.
    Status become(boolean up, Instant now, Instant retryAt) {
        take(status.next(up, now, retryAt));
        return status;
    }

    /// What others found out later than this environment.
    void hear(Status other) {
        boolean postponed = !other.up() && !status.up() && other.changedAt().equals(status.changedAt())
                && other.retryAt().isAfter(status.retryAt());
        if (other.isNewerThan(status)) {
            take(other);
        } else if (postponed) {
            status = other;
        }
    }

    private void take(Status next) {
        status = next;
        tally = next.up() ? Tally.HEALTHY : Tally.UNHEALTHY;
        trial = new Trial.None();
    }

    /// Somebody in this environment is going to try it.
    void claim(Status claimed) {
        status = claimed;
    }

    boolean isDue(Instant now) {
        return !tally.isUp() && trial instanceof Trial.None && !now.isBefore(status.retryAt());
    }
}
