package dev.headgate.health;

/// A store of health could not be asked. Requests go on with what their environment knows.
public final class HealthStoreUnavailableException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public HealthStoreUnavailableException(String message, Throwable cause) {
        super(message, cause);
    }
}
