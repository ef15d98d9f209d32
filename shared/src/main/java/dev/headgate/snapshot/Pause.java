package dev.headgate.snapshot;

import java.time.Duration;

/// Lets time pass.
@FunctionalInterface
public interface Pause {
    /// Returns when the time has passed.
    ///
    /// @param time more than zero
    void make(Duration time) throws InterruptedException;
}
