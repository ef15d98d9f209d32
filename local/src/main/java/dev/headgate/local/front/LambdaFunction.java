package dev.headgate.local.front;

import java.time.Duration;

/// A function as Lambda offers it: an event in, a document out, or a failure. Safe for use by many threads.
public interface LambdaFunction {
    /// Invokes the function and waits for its answer.
    ///
    /// @param event what API Gateway sends
    /// @throws FunctionFailedException when the function fails instead of answering
    byte[] invoke(byte[] event) throws FunctionFailedException;

    /// Invokes the function for a caller that does not wait for ever. A function that runs in this process is told the
    /// same by its own time limit, so it is waited for.
    ///
    /// @param patience how long the caller waits
    /// @throws NotAwaitedException when there was no answer in time; the function goes on
    /// @throws FunctionFailedException when the function fails instead of answering
    default byte[] invoke(byte[] event, Duration patience) throws FunctionFailedException {
        return invoke(event);
    }

    /// A function failed. The message is what Lambda reports as `errorMessage`.
    class FunctionFailedException extends Exception {
        private static final long serialVersionUID = 1L;

        private final String errorType;

        /// @param cause what the handler threw; the name of its class is the error's type
        public FunctionFailedException(String message, Throwable cause) {
            super(message, cause);
            this.errorType = cause.getClass().getName();
        }

        /// @param errorType as Lambda reports it, such as `Sandbox.Timedout`
        public FunctionFailedException(String message, String errorType) {
            super(message);
            this.errorType = errorType;
        }

        /// What Lambda reports as `errorType`.
        public final String errorType() {
            return errorType;
        }
    }

    /// Lambda did not take the invocation, since as many are under way as there may be.
    final class ThrottledException extends FunctionFailedException {
        private static final long serialVersionUID = 1L;

        public ThrottledException() {
            super("Rate Exceeded.", "TooManyRequestsException");
        }
    }

    /// The caller stopped waiting.
    final class NotAwaitedException extends FunctionFailedException {
        private static final long serialVersionUID = 1L;

        public NotAwaitedException(Duration patience) {
            super("no answer after " + patience.toMillis() + " ms", "Sandbox.Timedout");
        }
    }
}
