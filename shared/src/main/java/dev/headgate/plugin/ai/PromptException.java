package dev.headgate.plugin.ai;

/// A request or an answer cannot be brought into the other side's format. The message is for the client.
final class PromptException extends Exception {
    private static final long serialVersionUID = 1L;

    PromptException(String message) {
        super(message);
    }
}
