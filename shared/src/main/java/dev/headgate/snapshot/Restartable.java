package dev.headgate.snapshot;

import java.util.function.Supplier;

/// Something that is started, and started anew where a snapshot of the process is restored: nothing that the first start
/// made is used after the second. Safe for use by many threads, which may go on with what they got before.
public final class Restartable<T> implements Supplier<T> {
    private final Supplier<T> start;
    private volatile T current;

    /// Starts it.
    ///
    /// @param start makes it from scratch whenever it is called, and may keep what is the same each time
    public Restartable(Supplier<T> start) {
        this.start = start;
        this.current = start.get();
    }

    /// What the last start made.
    @Override
    public T get() {
        return current;
    }

    /// Starts it anew. Where that fails, everything stays as it was.
    public void restart() {
        current = start.get();
    }
}
