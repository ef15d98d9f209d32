package dev.headgate.proxy;

import dev.headgate.http.Response;

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

    /// When the last try took place, by the proxy's ticker.
    ///
    /// @param startNanos when it began
    /// @param answeredNanos when its answer's head had come, or when it failed
    /// @param tries how many there were, 1 or more
    record Timing(long startNanos, long answeredNanos, int tries) {}
}
