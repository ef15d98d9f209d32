package dev.headgate.environment;

/// A function cannot begin with what its environment says. The message says what to change; Lambda's log shows it.
public final class EnvironmentException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    EnvironmentException(String message) {
        super(message);
    }

    EnvironmentException(String message, Throwable cause) {
        super(message, cause);
    }
}
