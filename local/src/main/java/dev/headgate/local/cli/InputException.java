package dev.headgate.local.cli;

/// What the user gave is wrong; the message says what and how to mend it. Ends the command with exit code 1.
public final class InputException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public InputException(String message) {
        super(message);
    }
}
