package dev.headgate.event;

import dev.headgate.http.Response;

/// Writes the answers that a proxy function gives to API Gateway, and reads them as API Gateway does.
///
/// Pure and safe for use by many threads.
public final class ProxyResponses {
    private ProxyResponses() {}

    /// The payload for an answer. It has none but the members that API Gateway allows.
    ///
    /// Set-Cookie stands in `cookies` for 2.0. Other repeated fields are joined by commas for 2.0, and stand in
    /// `multiValueHeaders` for the other formats.
    public static byte[] write(PayloadFormat format, Response response) {
        return ProxyResponseWriter.write(format, response);
    }

    /// The answer that the client gets from API Gateway when the function returns this payload, which may be one of API
    /// Gateway's own: HTTP APIs answer a bad shape with 500, REST with 502.
    public static Response read(PayloadFormat format, byte[] payload) {
        return ProxyResponseReader.read(format, payload);
    }

    /// The answer that the client gets when the function fails: an exception, a timeout of its own, a crash.
    public static Response functionError(PayloadFormat format) {
        return GatewayAnswers.functionError(format);
    }

    /// The answer that the client of an HTTP API gets when Lambda throttles the function, or the function does not answer
    /// in API Gateway's time. REST APIs have gateway responses for both.
    public static Response unavailable() {
        return GatewayAnswers.message(503, "Service Unavailable");
    }
}
