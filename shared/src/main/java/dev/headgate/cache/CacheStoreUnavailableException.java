package dev.headgate.cache;

/// A store of answers could not be asked: it is unreachable, throttled, or too slow. The backend can be asked instead.
public final class CacheStoreUnavailableException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public CacheStoreUnavailableException(String message, Throwable cause) {
        super(message, cause);
    }
}
