package dev.headgate.web;

import dev.headgate.http.Response;
import java.io.IOException;

/// Makes HTTP calls. Follows no redirects and repeats nothing: who calls knows whether that is safe.
///
/// Implementations are safe for use by many threads.
@FunctionalInterface
public interface WebClient {
    /// Makes a call and waits for the whole answer, whatever its status.
    ///
    /// @throws IOException when there is none in time, or it is too large; the message names the address without its
    ///         query and the cause, and no secret
    Response send(WebCall call) throws IOException;
}
