package dev.headgate.identity;

/// A store could not be asked: it is unreachable, throttled, or too slow. The message names the store and the cause and
/// carries no key, token or secret.
public final class StoreUnavailableException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public StoreUnavailableException(String message, Throwable cause) {
        super(message, cause);
    }
}
