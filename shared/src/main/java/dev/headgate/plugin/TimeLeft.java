package dev.headgate.plugin;

import java.time.Duration;

/// How long the answer to a request is still worth something: until Lambda ends the invocation. What a plugin asks of
/// others has to come within that time, however patient its configuration is.
@FunctionalInterface
public interface TimeLeft {
    /// For requests that nobody waits for.
    TimeLeft UNLIMITED = () -> Duration.ofDays(1);

    /// How long it is still; zero when it is over.
    Duration left();

    /// The shorter of a limit and what is left, at least a millisecond, so that it can be waited for.
    default Duration atMost(Duration limit) {
        Duration left = left();
        Duration shorter = limit.compareTo(left) < 0 ? limit : left;
        return shorter.compareTo(Duration.ofMillis(1)) < 0 ? Duration.ofMillis(1) : shorter;
    }
}
