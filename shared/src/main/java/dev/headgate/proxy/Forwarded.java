package dev.headgate.proxy;

import dev.headgate.http.Headers;
import dev.headgate.http.Request;
import java.util.Locale;

/// What the backend is told of the client's own request: scheme, host, port and path as the client used them, and the
/// addresses on the way (kong/runloop/handler.lua, `access.before`). An immutable value; no member is null.
///
/// @param peerAddress who connected
/// @param clientAddress who is believed to be the client; the same as the peer unless that is trusted
/// @param scheme `http` or `https`; what a trusted peer says goes
/// @param host lower-case and without port, like nginx's `$host`, or as a trusted peer wrote it
/// @param port in text form
/// @param path raw, without query
/// @param prefix the part of the path that was stripped; empty when nothing, or only `/`, was
/// @param forwardedFor the X-Forwarded-For that came with the request; empty for none
/// @param requestId the request's name
public record Forwarded(
        String peerAddress,
        String clientAddress,
        String scheme,
        String host,
        String port,
        String path,
        String prefix,
        String forwardedFor,
        String requestId) {

    /// What holds before a route is known.
    public static Forwarded of(Request request, ClientAddress clientAddress) {
        String peer = request.client().address();
        boolean believed = clientAddress.trusted().contains(peer);
        Headers headers = believed ? request.headers() : Headers.EMPTY;
        return new Forwarded(peer, clientAddress.of(request),
                orElse(headers.first("X-Forwarded-Proto"), request.scheme()),
                orElse(headers.first("X-Forwarded-Host"), request.hostName().toLowerCase(Locale.ROOT)),
                orElse(headers.first("X-Forwarded-Port"), Integer.toString(request.port())),
                orElse(headers.first("X-Forwarded-Path"), request.target().rawPath()),
                headers.first("X-Forwarded-Prefix"),
                String.join(", ", request.headers().all("X-Forwarded-For")),
                request.requestId());
    }

    /// The same with the stripped part of the path, unless a trusted peer named one.
    public Forwarded withStripped(String stripped) {
        if (!prefix.isEmpty() || stripped.equals("/")) {
            return this;
        }
        return new Forwarded(peerAddress, clientAddress, scheme, host, port, path, stripped, forwardedFor, requestId);
    }

    /// The fields as they stand in the request to the backend, replacing whatever stands there, since Kong writes them
    /// last.
    Headers into(Headers headers) {
        Headers told = headers
                .with("X-Forwarded-For",
                        forwardedFor.isEmpty() ? clientAddress : forwardedFor + ", " + peerAddress)
                .with("X-Forwarded-Proto", scheme)
                .with("X-Forwarded-Host", host)
                .with("X-Forwarded-Port", port)
                .with("X-Forwarded-Path", path)
                .with("X-Real-IP", clientAddress)
                .with("X-Kong-Request-Id", requestId)
                .with("Via", Product.via(String.join(", ", headers.all("Via"))));
        return prefix.isEmpty() ? told.without("X-Forwarded-Prefix") : told.with("X-Forwarded-Prefix", prefix);
    }

    private static String orElse(String value, String fallback) {
        return value.isEmpty() ? fallback : value;
    }
}
