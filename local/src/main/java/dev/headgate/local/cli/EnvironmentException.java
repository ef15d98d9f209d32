package dev.headgate.local.cli;

/// Something about this machine stands in the way: a port in use, a file that cannot be read, a store that does not answer.
/// The message names it and says what to do. Ends the command with exit code 3.
public final class EnvironmentException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public EnvironmentException(String message) {
        super(message);
    }

    public EnvironmentException(String message, Throwable cause) {
        super(message, cause);
    }
}
