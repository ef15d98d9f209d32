package dev.headgate.http;

/// An answer on its way to the client. An immutable value; no member is null.
///
/// @param status 100..599
/// @param headers all header fields; Set-Cookie may stand several times
/// @param body empty when there is none
public record Response(int status, Headers headers, Body body) {
    /// An answer without content.
    public static Response of(int status) {
        return new Response(status, Headers.EMPTY, Body.EMPTY);
    }

    public Response withStatus(int changed) {
        return new Response(changed, headers, body);
    }

    public Response withHeaders(Headers changed) {
        return new Response(status, changed, body);
    }

    public Response withBody(Body changed) {
        return new Response(status, headers, changed);
    }

    /// The answer with exactly one field of that name.
    public Response withHeader(String name, String value) {
        return withHeaders(headers.with(name, value));
    }
}
