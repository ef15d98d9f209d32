package dev.headgate.plugin.transform;

import java.nio.charset.StandardCharsets;

/// A path that a template has made, on its way into a request line.
public final class UriPath {
    private static final String KEPT = "!$&'()*+,/:;=?@[]-_.~";

    private UriPath() {}

    /// The path with everything escaped that cannot stand in a request line; escapes that are there stay
    /// (kong/tools/uri.lua, `escape`). `#` is escaped too, and a `%` that begins no escape.
    public static String escape(String path) {
        byte[] octets = path.getBytes(StandardCharsets.UTF_8);
        StringBuilder escaped = new StringBuilder(octets.length);
        for (int i = 0; i < octets.length; i++) {
            if (isKept(octets[i]) || isEscape(octets, i)) {
                escaped.append((char) octets[i]);
            } else {
                escaped.append('%').append(hex(octets[i] >> 4 & 15)).append(hex(octets[i] & 15));
            }
        }
        return escaped.toString();
    }

    private static boolean isKept(byte octet) {
        return octet >= 'a' && octet <= 'z' || octet >= 'A' && octet <= 'Z' || octet >= '0' && octet <= '9'
                || octet > 0 && KEPT.indexOf(octet) >= 0;
    }

    private static boolean isEscape(byte[] octets, int at) {
        return octets[at] == '%' && at + 2 < octets.length && Character.digit(octets[at + 1], 16) >= 0
                && Character.digit(octets[at + 2], 16) >= 0;
    }

    private static char hex(int digit) {
        return Character.toUpperCase(Character.forDigit(digit, 16));
    }
}
