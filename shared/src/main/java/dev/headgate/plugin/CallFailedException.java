package dev.headgate.plugin;

/// A call that a plugin cannot do without has failed. The client gets Kong's 500; the operator's log gets the message,
/// which therefore names who was called and why that failed, and holds nothing of the request and no secret.
public final class CallFailedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public CallFailedException(String message) {
        super(message);
    }

    public CallFailedException(String message, Throwable cause) {
        super(message, cause);
    }
}
