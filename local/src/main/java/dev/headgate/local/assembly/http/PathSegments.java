package dev.headgate.local.assembly.http;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// A request's path as routes see it.
final class PathSegments {
    private PathSegments() {}

    /// The segments of a path, as far as they are what [Undocumented] makes of them.
    static List<String> of(String path, Undocumented undocumented) {
        String form = switch (undocumented.pathForm()) {
            case RAW -> path;
            case DECODED -> decoded(path);
        };
        boolean cut = undocumented.trailingSlash() == Undocumented.TrailingSlash.IGNORED && form.length() > 1
                && form.endsWith("/");
        return List.of(form.substring(1, cut ? form.length() - 1 : form.length()).split("/", -1));
    }

    /// Every escape as the octet that it stands for; what is no escape stays.
    static String decoded(String text) {
        if (text.indexOf('%') < 0) {
            return text;
        }
        byte[] octets = text.getBytes(StandardCharsets.UTF_8);
        ByteArrayOutputStream decoded = new ByteArrayOutputStream(octets.length);
        for (int i = 0; i < octets.length; i++) {
            int high = octets[i] == '%' && i + 2 < octets.length ? Character.digit(octets[i + 1], 16) : -1;
            int low = high < 0 ? -1 : Character.digit(octets[i + 2], 16);
            if (low >= 0) {
                decoded.write(high << 4 | low);
                i += 2;
            } else {
                decoded.write(octets[i]);
            }
        }
        return decoded.toString(StandardCharsets.UTF_8);
    }

    /// A path's text with everything escaped that can stand in none (RFC 3986 §3.3); slashes stay.
    static String encoded(String text) {
        StringBuilder encoded = new StringBuilder();
        for (byte octet : text.getBytes(StandardCharsets.UTF_8)) {
            if (octet > ' ' && octet < 0x7f && "\"#%<>?[\\]^`{|}".indexOf(octet) < 0) {
                encoded.append((char) octet);
            } else {
                encoded.append('%').append(Character.toUpperCase(Character.forDigit(octet >> 4 & 15, 16)))
                        .append(Character.toUpperCase(Character.forDigit(octet & 15, 16)));
            }
        }
        return encoded.toString();
    }
}
