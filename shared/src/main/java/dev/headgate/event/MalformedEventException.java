package dev.headgate.event;

/// An event is not what API Gateway sends. The message names the member and what is wrong with it, never the value, which
/// may be a credential.
public final class MalformedEventException extends RuntimeException {
    private static final long serialVersionUID = 1;

    MalformedEventException(String member, String problem) {
        super(member + ": " + problem);
    }
}
