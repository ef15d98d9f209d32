package dev.headgate.delivery;

import java.io.IOException;
import java.util.List;

/// Where entries go. Entries whose destinations have the same queue share it; the latest destination counts for all that
/// wait in it, so that a configuration that changes takes its queues along.
///
/// @param queue the queue's name, which stays inside
/// @param plugin whose entries they are, for the operator's log
/// @param settings how they wait
/// @param sender how they are sent
public record Destination<E>(String queue, String plugin, QueueSettings settings, Sender<E> sender) {
    /// Sends a batch.
    ///
    /// @param <E> an entry
    @FunctionalInterface
    public interface Sender<E> {
        /// Sends entries that belong together and waits for the receiver's word, where its protocol has one.
        ///
        /// @param batch one entry or more, the oldest first
        /// @throws IOException when the batch is to be tried again; the message goes into the operator's log and names
        ///         no secret
        void send(List<E> batch) throws IOException;
    }
}
