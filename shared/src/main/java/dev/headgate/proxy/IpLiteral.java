package dev.headgate.proxy;

import java.net.InetAddress;
import java.util.Optional;

/// Tells IP addresses in text form from names, without ever asking a name server.
final class IpLiteral {
    private IpLiteral() {}

    /// The address, when the text is one: four decimal numbers, or IPv6 with or without brackets.
    static Optional<InetAddress> parse(String text) {
        boolean bracketed = text.startsWith("[") && text.endsWith("]");
        String bare = bracketed ? text.substring(1, text.length() - 1) : text;
        boolean v6 = bare.indexOf(':') >= 0;
        // The JDK also reads "10.1" and "167772161" as addresses, which no HTTP software writes.
        if (!v6 && (bracketed || bare.chars().filter(c -> c == '.').count() != 3)) {
            return Optional.empty();
        }
        try {
            return Optional.of(InetAddress.ofLiteral(bare));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    /// The host as URLs and Host fields write it: IPv6 in brackets.
    static String inUrl(String host) {
        return host.indexOf(':') >= 0 && !host.startsWith("[") ? "[" + host + "]" : host;
    }
}
