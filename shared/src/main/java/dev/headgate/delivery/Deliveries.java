package dev.headgate.delivery;

import java.time.Duration;

/// Takes what is to be sent and sends it in the background, in batches and with retries. Safe for use by many threads.
public interface Deliveries {
    /// Puts an entry into the queue of its destination. Returns at once and never fails: what cannot be delivered is
    /// dropped in the end, and the operator's log says so.
    ///
    /// @param bytes how much of the queue's `max_bytes` the entry takes; 0 for an entry that is no text
    <E> void add(Destination<E> destination, E entry, int bytes);

    /// Called at the end of each invocation: Lambda freezes the process until the next one, which may never come. Sends
    /// what waits for a batch to fill and waits for it, though not for a collector that has failed before and is being
    /// tried again.
    ///
    /// @param atMost what the invocation has left
    void settle(Duration atMost);
}
