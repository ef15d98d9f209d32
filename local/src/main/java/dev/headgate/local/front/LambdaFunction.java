package dev.headgate.local.front;

/// A function as Lambda offers it: an event in, a document out, or a failure. Safe for use by many threads.
public interface LambdaFunction {
    /// Invokes the function and waits for its answer.
    ///
    /// @param event what API Gateway sends
    /// @throws FunctionFailedException when the function fails instead of answering
    byte[] invoke(byte[] event) throws FunctionFailedException;

    /// A function failed. The message is what Lambda reports as `errorMessage`.
    final class FunctionFailedException extends Exception {
        private static final long serialVersionUID = 1L;

        public FunctionFailedException(String message, Throwable cause) {
            super(message, cause);
        }
    }
}
