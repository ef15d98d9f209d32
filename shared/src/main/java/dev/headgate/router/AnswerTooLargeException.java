package dev.headgate.router;

/// A backend's answer is larger than Lambda can hand over. The function fails with it, as it would if it handed the
/// answer over, and API Gateway answers the client by itself: 500 for HTTP APIs, 502 for REST.
public final class AnswerTooLargeException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    AnswerTooLargeException(int bytesMax) {
        super("the backend's answer has more than " + bytesMax + " bytes");
    }
}
