package dev.headgate.ratelimit;

import java.time.Instant;
import java.util.List;

/// What a counter store says of one request.
///
/// @param admitted whether every limit had room for it
/// @param windows in the order of the limits that were asked about
public record Usage(boolean admitted, List<Window> windows) {
    /// The state of one window, or of one smooth limit, with all that this request added.
    ///
    /// @param limit what was asked about
    /// @param used what is held against the limit: requests counted so far, and for a sliding limit what is left of the
    ///        window before, rounded up; for a smooth one the requests of its burst that would not fit now
    /// @param endsAt when the window ends and the count begins anew; for a smooth limit, when the whole burst fits again
    /// @param roomAt from when on one more request fits, if no other comes; the moment of this one where that is so now
    public record Window(Limit limit, long used, Instant endsAt, Instant roomAt) {
        /// How many more requests fit now, 0 or more.
        public long remaining() {
            return Math.max(0, limit.burst() - used);
        }
    }
}
