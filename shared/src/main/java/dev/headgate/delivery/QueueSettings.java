package dev.headgate.delivery;

import java.time.Duration;
import java.util.OptionalLong;

/// How entries wait for being sent: Kong's `queue` (kong/tools/queue.lua, queue_schema.lua). An immutable value.
///
/// @param batchSizeMax how many entries are sent at once, 1 or more
/// @param coalescingDelayMax how long the first entry of a batch waits for others; nothing waits where a batch is one
/// @param entriesMax how many wait; older ones are dropped for newer ones
/// @param bytesMax how many bytes wait; absent for any number
/// @param retryTimeMax how long a batch is tried; negative for once
/// @param retryDelayInitial the wait before the second try, doubled for each further one
/// @param retryDelayMax the longest wait between tries
/// @param isConcurrent whether every entry is sent at once and by itself, none waiting for another
public record QueueSettings(
        int batchSizeMax,
        Duration coalescingDelayMax,
        int entriesMax,
        OptionalLong bytesMax,
        Duration retryTimeMax,
        Duration retryDelayInitial,
        Duration retryDelayMax,
        boolean isConcurrent) {
    /// Kong's defaults.
    public static final QueueSettings DEFAULT = new QueueSettings(1, Duration.ofSeconds(1), 10_000,
            OptionalLong.empty(), Duration.ofSeconds(60), Duration.ofMillis(10), Duration.ofSeconds(60), false);
    private static final int DOUBLINGS_MAX = 30;

    /// A batch for entries that are sent once, in the moment they come: datagrams and plain connections, which Kong sends
    /// from timers of their own.
    public static final QueueSettings AT_ONCE = new QueueSettings(1, Duration.ZERO, 10_000, OptionalLong.empty(),
            Duration.ofSeconds(-1), Duration.ofMillis(10), Duration.ofSeconds(60), false);

    /// The wait before another try.
    ///
    /// @param failures how many tries there were, 1 or more
    public Duration retryDelay(int failures) {
        Duration doubled = retryDelayInitial.multipliedBy(1L << Math.min(failures - 1, DOUBLINGS_MAX));
        return doubled.compareTo(retryDelayMax) < 0 ? doubled : retryDelayMax;
    }
}
