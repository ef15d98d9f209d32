package dev.headgate.proxy;

import dev.headgate.http.Response;
import java.util.List;
import java.util.OptionalInt;

/// What became of a call to a backend.
public sealed interface Outcome {
    /// The backend answered.
    ///
    /// @param response without the fields that concern the connection
    /// @param timing of the try that was answered
    record Answered(Response response, Timing timing) implements Outcome {}

    /// No backend answered.
    ///
    /// @param status what Kong tells the client: 502, 503 or 504
    /// @param cause for the operator's log
    /// @param timing of the last try
    record Failed(int status, String cause, Timing timing) implements Outcome {}

    /// There is no backend to call.
    ///
    /// @param status 503
    /// @param message what Kong tells the client
    record NowhereToGo(int status, String message) implements Outcome {}

    /// The backend's answer is larger than what can be handed over.
    ///
    /// @param bytesMax the limit
    record TooLarge(int bytesMax) implements Outcome {}

    /// When the tries took place, by the proxy's ticker.
    ///
    /// @param startNanos when the last one began
    /// @param answeredNanos when its answer's head had come, or when it failed
    /// @param tries all of them, in order
    record Timing(long startNanos, long answeredNanos, List<Try> tries) {
        public Timing {
            tries = List.copyOf(tries);
        }
    }

    /// One attempt to get an answer.
    ///
    /// @param startNanos when it began
    /// @param chosenNanos when it was known whom to call
    /// @param endNanos when the answer's head had come, or when it failed
    /// @param host the name of whom was called
    /// @param address its IP address, in text form
    /// @param port its port
    /// @param failedWith the status that Kong counts a failure as: 502 or 504; absent for a try that was answered
    record Try(long startNanos, long chosenNanos, long endNanos, String host, String address, int port,
            OptionalInt failedWith) {}
}
