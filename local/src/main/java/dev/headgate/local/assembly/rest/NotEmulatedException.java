package dev.headgate.local.assembly.rest;

/// A template says what the emulator does not do, or what API Gateway would not take. The message names the value and the
/// rule, in a sentence without its full stop.
final class NotEmulatedException extends Exception {
    private static final long serialVersionUID = 1L;

    NotEmulatedException(String message) {
        super(message);
    }
}
