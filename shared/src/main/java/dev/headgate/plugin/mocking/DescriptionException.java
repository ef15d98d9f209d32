package dev.headgate.plugin.mocking;

/// An API description that cannot be used. The message says why in a sentence without a full stop.
public final class DescriptionException extends Exception {
    private static final long serialVersionUID = 1;

    DescriptionException(String message) {
        super(message);
    }
}
