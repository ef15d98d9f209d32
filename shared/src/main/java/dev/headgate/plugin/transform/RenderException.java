package dev.headgate.plugin.transform;

/// A template that cannot be rendered for this request. The client gets a 500 as in Kong; the message is for the
/// operator's log and carries names, no values.
public final class RenderException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public RenderException(String message) {
        super(message);
    }
}
