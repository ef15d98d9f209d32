package dev.headgate.identity.jwt;

/// A document is not the JSON that it has to be. The message says why and quotes nothing of it. Thrown for what strangers
/// send, so it carries no stack trace.
public final class MalformedJsonException extends Exception {
    private static final long serialVersionUID = 1L;

    MalformedJsonException(String why) {
        super(why, null, false, false);
    }
}
