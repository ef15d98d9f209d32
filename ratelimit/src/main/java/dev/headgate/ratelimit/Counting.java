package dev.headgate.ratelimit;

import java.time.Duration;

/// What a request does to the windows of its limits.
public sealed interface Counting {
    /// One more, if there is room.
    Counting ONE = new IfRoom(1);

    /// Adds to all windows when all have room for one more at least, and changes nothing otherwise. What is added may
    /// fill a window beyond its limit, never find it full.
    ///
    /// @param amount 1 or more
    record IfRoom(long amount) implements Counting {}

    /// One more, if there is room. A store that is asked over a network may count several at once and admit the next ones
    /// without a call: never more in all than the limit, and never a request for which it has counted none. Where one of the
    /// limits is smooth, requests are counted one by one, like [#ONE]: what is counted ahead of time is no longer even.
    ///
    /// @param ahead for about how long a caller's requests may be counted ahead of time, more than zero; how many that are
    ///        is up to the store, which knows how often they come. Those that then do not come are lost for
    ///        the windows they were counted in
    record Leased(Duration ahead) implements Counting {
        public Leased {
            if (!ahead.isPositive()) {
                throw new IllegalArgumentException("requests are counted ahead for some time, not " + ahead);
            }
        }
    }

    /// One more, room or not, so that refused requests use up room too. A store that is asked over a network may count some
    /// that it refused later, together with others. Of a smooth limit, refused requests use up one more than its burst at the
    /// most: whoever comes too often has to be quiet for two, however often they came.
    record Penalized() implements Counting {}

    /// Adds to all windows, room or not.
    ///
    /// @param amount may be negative, which takes back
    record Always(long amount) implements Counting {}

    /// Changes nothing and only looks.
    record Nothing() implements Counting {}
}
