package dev.headgate.routing;

import dev.headgate.http.Headers;
import dev.headgate.http.Request;
import java.util.Locale;

/// What of a request routing looks at, in the form in which it is compared.
///
/// @param host lower-case, without its port
/// @param port the one that the Host header names, else the one that the client reached (kong/router/fields.lua,
///        `net.dst.port`)
/// @param serverName lower-case; empty for none
record Query(String method, boolean https, String host, int port, String serverName, Headers headers,
        NormalizedPath path) {

    static Query of(Request request) {
        String host = request.host().toLowerCase(Locale.ROOT);
        int colon = host.indexOf(':');
        int port = colon < 0 ? -1 : number(host, colon + 1);
        return new Query(request.method(), request.isHttps(), port < 0 ? host : host.substring(0, colon),
                port < 0 ? request.port() : port, request.client().serverName().toLowerCase(Locale.ROOT),
                request.headers(), NormalizedPath.of(request.target().rawPath()));
    }

    /// The number that a text ends in, which begins here; -1 when it is none. So an IPv6 address has no port, as in
    /// Kong (kong/router/transform.lua, `split_host_port`).
    private static int number(String text, int start) {
        if (start == text.length() || text.length() - start > 9) {
            return -1;
        }
        int number = 0;
        for (int i = start; i < text.length(); i++) {
            char digit = text.charAt(i);
            if (digit < '0' || digit > '9') {
                return -1;
            }
            number = number * 10 + digit - '0';
        }
        return number;
    }
}
