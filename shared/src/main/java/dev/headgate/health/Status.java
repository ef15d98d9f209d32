package dev.headgate.health;

import java.time.Instant;

/// Whether an address gets requests, as environments tell each other. An immutable value; instants are whole
/// milliseconds.
///
/// @param up whether it does
/// @param changedAt when that was found out; of two statuses the later one holds
/// @param retryAt when an address that is not up may be tried again
public record Status(boolean up, Instant changedAt, Instant retryAt) {
    /// Of an address that nobody has said anything about.
    public static final Status UNKNOWN = new Status(true, Instant.EPOCH, Instant.EPOCH);

    /// What was found out next: later than this, whatever the clock says.
    Status next(boolean nextUp, Instant now, Instant nextRetryAt) {
        Instant earliest = changedAt.plusMillis(1);
        return new Status(nextUp, now.isAfter(earliest) ? now : earliest, nextRetryAt);
    }

    boolean isNewerThan(Status other) {
        return changedAt.isAfter(other.changedAt);
    }
}
