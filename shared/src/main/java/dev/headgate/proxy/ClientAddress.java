package dev.headgate.proxy;

import dev.headgate.http.Request;
import java.util.List;

/// Which address counts as the client's when a trusted peer, such as a CDN, connects for it: Kong's `trusted_ips`,
/// `real_ip_header` and `real_ip_recursive`, which nginx's realip module carries out. Immutable.
///
/// @param trusted peers that are believed
/// @param header where they write the client's address; Kong's default is `X-Real-IP`
/// @param recursive whether trusted addresses at the end of a list are passed over; otherwise the last one counts
public record ClientAddress(TrustedPeers trusted, String header, boolean recursive) {
    /// Nobody is believed: the client is whoever connected.
    public static final ClientAddress OF_PEER = new ClientAddress(TrustedPeers.NONE, "X-Real-IP", false);

    /// The client's address in text form.
    public String of(Request request) {
        String peer = request.client().address();
        if (!trusted.contains(peer)) {
            return peer;
        }
        String found = peer;
        List<String> listed = List.of(String.join(",", request.headers().all(header)).split(","));
        for (String entry : listed.reversed()) {
            String address = withoutPort(entry.strip());
            if (IpLiteral.parse(address).isEmpty()) {
                return found;
            }
            found = address;
            if (!recursive || !trusted.contains(address)) {
                return found;
            }
        }
        return found;
    }

    private static String withoutPort(String text) {
        if (text.startsWith("[") && text.indexOf(']') > 0) {
            return text.substring(1, text.indexOf(']'));
        }
        int colon = text.indexOf(':');
        return colon >= 0 && colon == text.lastIndexOf(':') ? text.substring(0, colon) : text;
    }
}
