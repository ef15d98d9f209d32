package dev.headgate.local.cli;

import java.util.ArrayDeque;
import java.util.Deque;

/// Things that were opened, closed in the reverse order, once. Safe for use by many threads.
final class Closeables implements AutoCloseable {
    private final Deque<AutoCloseable> open = new ArrayDeque<>();

    synchronized <T extends AutoCloseable> T add(T opened) {
        open.push(opened);
        return opened;
    }

    /// Closes all; what one of them throws does not keep the others open.
    @Override
    public synchronized void close() {
        while (!open.isEmpty()) {
            try {
                open.pop().close();
            } catch (Exception e) {
                System.err.println("headgate: while stopping: " + e.getMessage());
            }
        }
    }
}
