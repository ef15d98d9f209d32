package dev.headgate.router;

/// Takes the lines of an invocation. Safe for use by many threads.
@FunctionalInterface
public interface RequestLog {
    void write(LogLine line);
}
