package dev.headgate.ratelimit;

/// A store of counters could not be asked: it is unreachable, throttled, or too slow. Whether requests pass meanwhile is
/// the caller's choice (Kong's `fault_tolerant`).
public final class CounterStoreUnavailableException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public CounterStoreUnavailableException(String message, Throwable cause) {
        super(message, cause);
    }
}
