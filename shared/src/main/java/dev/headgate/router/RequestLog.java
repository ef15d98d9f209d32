package dev.headgate.router;

/// Takes a line for every request. Safe for use by many threads.
@FunctionalInterface
public interface RequestLog {
    void write(LogLine line);
}
