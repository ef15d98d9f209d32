package dev.headgate.local.process;

/// A function that cannot begin.
public final class UnbornFunction {
    public UnbornFunction() {
        throw new IllegalStateException("HEADGATE_CONFIG is not set");
    }

    /// What nobody reaches.
    public String handle(String event) {
        return event;
    }
}
