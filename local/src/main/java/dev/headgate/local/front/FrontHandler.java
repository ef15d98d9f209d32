package dev.headgate.local.front;

import dev.headgate.http.Body;
import dev.headgate.http.Headers;
import dev.headgate.http.Response;

/// Answers what an [HttpFront] reads. Called on many threads at once.
public interface FrontHandler {
    /// A request as it came over the wire.
    ///
    /// @param method as sent
    /// @param target the request target to the letter: origin form, or absolute form from a client that takes this for
    ///        a proxy
    /// @param protocol `HTTP/1.1` or `HTTP/1.0`
    /// @param headers to the letter
    /// @param body whole
    /// @param clientAddress the peer's IP address
    /// @param port the port that it reached
    record WireRequest(
            String method,
            String target,
            String protocol,
            Headers headers,
            Body body,
            String clientAddress,
            int port) {}

    /// The answer to a request.
    Response answer(WireRequest request);

    /// The answer to a request whose body is larger than what the front reads.
    Response tooLarge();

    /// The answer to bytes that are no HTTP request.
    Response malformed();
}
