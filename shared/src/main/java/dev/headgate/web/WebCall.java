package dev.headgate.web;

import dev.headgate.http.Body;
import dev.headgate.http.Headers;
import java.net.URI;
import java.time.Duration;

/// One request to make. No member is null.
///
/// @param method any token of RFC 9110 §9.1
/// @param address absolute, http or https; userinfo and fragment are not sent
/// @param headers all but Host, Connection, Content-Length and the others that frame a message; those follow from the rest
/// @param body empty for none
/// @param timeout from connecting to the last byte of the answer, more than zero
/// @param answerBytesMax how large the answer's content may be; a larger one is an error
/// @param tlsVerify whether the server's certificate is checked
public record WebCall(String method, URI address, Headers headers, Body body, Duration timeout, int answerBytesMax,
        boolean tlsVerify) {
    /// Enough for any answer that is not a document of its own.
    public static final int ANSWER_BYTES_MAX = 1 << 20;

    /// A GET whose answer may have a mebibyte and whose server proves who it is.
    public static WebCall get(URI address, Duration timeout) {
        return new WebCall("GET", address, Headers.EMPTY, Body.EMPTY, timeout, ANSWER_BYTES_MAX, true);
    }

    /// A POST whose answer may have a mebibyte and whose server proves who it is.
    public static WebCall post(URI address, String contentType, Body body, Duration timeout) {
        return new WebCall("POST", address, Headers.of("Content-Type", contentType), body, timeout, ANSWER_BYTES_MAX,
                true);
    }

    /// The call with exactly one field of that name.
    public WebCall withHeader(String name, String value) {
        return withHeaders(headers.with(name, value));
    }

    public WebCall withHeaders(Headers changed) {
        return new WebCall(method, address, changed, body, timeout, answerBytesMax, tlsVerify);
    }

    public WebCall withAnswerBytesMax(int changed) {
        return new WebCall(method, address, headers, body, timeout, changed, tlsVerify);
    }

    /// Without headers and body, which may hold secrets, and without the address's query, which may too.
    @Override
    public String toString() {
        return method + " " + WebCall.shown(address);
    }

    /// The address as logs may show it: scheme, host, port and path.
    static String shown(URI address) {
        String port = address.getPort() < 0 ? "" : ":" + address.getPort();
        String path = address.getRawPath() == null ? "" : address.getRawPath();
        return address.getScheme() + "://" + address.getHost() + port + path;
    }
}
