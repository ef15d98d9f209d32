package dev.headgate.model;

import java.util.Locale;

/// A protocol that a service speaks or a route accepts. Kong's tcp, tls, udp and grpc have no form behind API Gateway and
/// Lambda, so readers refuse them.
public enum Protocol {
    HTTP(80), HTTPS(443);

    private final int defaultPort;
    private final String scheme = name().toLowerCase(Locale.ROOT);

    Protocol(int defaultPort) {
        this.defaultPort = defaultPort;
    }

    /// The port that a URL with this scheme may leave out.
    public int defaultPort() {
        return defaultPort;
    }

    /// The scheme as URLs write it.
    public String scheme() {
        return scheme;
    }
}
