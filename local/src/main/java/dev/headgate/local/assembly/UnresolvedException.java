package dev.headgate.local.assembly;

/// A value of a template stands for something that nobody here knows. The message says what, in a sentence without its
/// full stop.
final class UnresolvedException extends Exception {
    private static final long serialVersionUID = 1L;

    UnresolvedException(String message) {
        super(message);
    }
}
