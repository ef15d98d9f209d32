package dev.headgate.ratelimit;

/// What a request does to the windows of its limits.
public sealed interface Counting {
    /// One more, if there is room.
    Counting ONE = new IfRoom(1);

    /// Adds to all windows when all have room for one more at least, and changes nothing otherwise. What is added may
    /// fill a window beyond its limit, never find it full.
    ///
    /// @param amount 1 or more
    record IfRoom(long amount) implements Counting {}

    /// Adds to all windows, room or not.
    ///
    /// @param amount may be negative, which takes back
    record Always(long amount) implements Counting {}

    /// Changes nothing and only looks.
    record Nothing() implements Counting {}
}
