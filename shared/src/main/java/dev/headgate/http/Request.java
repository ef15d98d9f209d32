package dev.headgate.http;

/// A request as the client sent it, read from an API Gateway event. What API Gateway itself adds (X-Forwarded-*, the
/// stage in the path) has been taken off by the event codec, so that routing and plugins see what Kong would see.
///
/// An immutable value. No member is null.
///
/// @param method as sent, upper case by convention (RFC 9110 §9.1)
/// @param scheme `http` or `https`, as the client used it
/// @param host the Host header to the letter, with its port when it has one; empty when the client sent none
/// @param port the port of the gateway that the client reached, 1..65535
/// @param target path and query, raw
/// @param headers all header fields, Host and Cookie among them
/// @param body empty when there is none
/// @param client the peer that connected to API Gateway
/// @param requestId names this request in answers and logs: 32 lower-case hex digits, like Kong's
public record Request(
        String method,
        String scheme,
        String host,
        int port,
        RequestTarget target,
        Headers headers,
        Body body,
        Client client,
        String requestId) {

    /// Who connected.
    ///
    /// @param address the IP address in text form, v4 or v6, without brackets
    /// @param serverName the TLS server name (SNI) that was asked for; empty over plain HTTP
    /// @param certificate the client's own certificate in PEM form, which API Gateway has checked against the trust store
    ///        of the custom domain; empty where the domain asks for none. Certificates between it and an authority are not
    ///        handed on.
    public record Client(String address, String serverName, String certificate) {
        /// A client without a certificate.
        public Client(String address, String serverName) {
            this(address, serverName, "");
        }

        /// The same connection, counted as another address.
        public Client withAddress(String changed) {
            return new Client(changed, serverName, certificate);
        }
    }

    public boolean isHttps() {
        return scheme.equals("https");
    }

    /// The Host without its port, or without the brackets' outside for an IPv6 literal (`[::1]:8000` is `[::1]`).
    public String hostName() {
        int bracket = host.lastIndexOf(']');
        int colon = host.indexOf(':', Math.max(bracket, 0));
        return colon < 0 ? host : host.substring(0, colon);
    }

    /// The same request with other headers.
    public Request withHeaders(Headers changed) {
        return new Request(method, scheme, host, port, target, changed, body, client, requestId);
    }
}
