package dev.headgate.proxy;

import java.io.IOException;

/// A backend did not answer. The message is for the operator's log and carries no header values and no content.
final class BackendException extends IOException {
    private static final long serialVersionUID = 1L;

    /// In which way.
    enum Failure {
        /// No connection, or one that broke.
        ERROR(502),
        /// A time limit passed.
        TIMEOUT(504),
        /// What came is no HTTP answer, or one that cannot be passed on.
        INVALID(502),
        /// The answer is larger than it may be.
        TOO_LARGE(502);

        private final int status;

        Failure(int status) {
            this.status = status;
        }

        /// What the client is told (kong/error_handlers.lua).
        int status() {
            return status;
        }
    }

    /// How far the request had come.
    enum Progress {
        /// The backend has seen nothing of it.
        UNSENT,
        /// The backend may have seen it.
        SENT,
        /// The answer had begun.
        ANSWERING
    }

    private final Failure failure;
    private final Progress progress;

    BackendException(Failure failure, Progress progress, String message, Throwable cause) {
        super(message, cause);
        this.failure = failure;
        this.progress = progress;
    }

    BackendException(Failure failure, Progress progress, String message) {
        super(message);
        this.failure = failure;
        this.progress = progress;
    }

    Failure failure() {
        return failure;
    }

    Progress progress() {
        return progress;
    }

    /// Whether another try may be made, by nginx's `proxy_next_upstream error timeout`, which Kong leaves at its default:
    /// until an answer begins, and after the request was sent only for methods other than POST, PATCH and LOCK.
    boolean allowsRetryOf(String method) {
        boolean mayRepeat = switch (method) {
            case "POST", "PATCH", "LOCK" -> false;
            default -> true;
        };
        boolean covered = failure == Failure.ERROR || failure == Failure.TIMEOUT;
        return covered && switch (progress) {
            case UNSENT -> true;
            case SENT -> mayRepeat;
            case ANSWERING -> false;
        };
    }
}
