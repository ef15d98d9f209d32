package dev.headgate.proxy;

import dev.headgate.health.Report;
import java.io.IOException;
import java.util.Optional;

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

    /// Whether another try may be made, by nginx's `proxy_next_upstream error timeout`, which Kong leaves at its default:
    /// until an answer begins, and after the request was sent only for methods other than POST, PATCH and LOCK.
    boolean allowsRetryOf(String method) {
        boolean covered = failure == Failure.ERROR || failure == Failure.TIMEOUT;
        return covered && switch (progress) {
            case UNSENT -> true;
            case SENT -> isRepeatable(method);
            case ANSWERING -> false;
        };
    }

    /// Whether a request may be sent again after it was sent.
    static boolean isRepeatable(String method) {
        return switch (method) {
            case "POST", "PATCH", "LOCK" -> false;
            default -> true;
        };
    }

    /// What it tells of the backend, as Kong counts it (kong/init.lua, `balancer`); an answer that is too large tells
    /// nothing.
    Optional<Report> report() {
        return switch (failure) {
            case ERROR -> Optional.of(new Report.TcpFailure());
            case TIMEOUT -> Optional.of(new Report.Timeout());
            case INVALID -> Optional.of(new Report.Answer(failure.status()));
            case TOO_LARGE -> Optional.empty();
        };
    }
}
