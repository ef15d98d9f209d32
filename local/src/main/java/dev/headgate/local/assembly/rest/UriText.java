package dev.headgate.local.assembly.rest;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/// Percent-encoding (RFC 3986 §2.1) as API Gateway's integrations undo and do it.
///
/// AWS says that REST APIs decode parameters before they pass them to an integration, and encode the percent sign again
/// ([important notes](https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-known-issues.html)). What is
/// encoded besides is not documented; here it is everything that could not stand in that place of a URI.
final class UriText {
    private static final String UNRESERVED = "-._~";
    private static final String IN_PATH = UNRESERVED + "!$&'()*+,;=:@/";

    private UriText() {}

    /// A malformed escape is kept to the letter.
    static String decoded(String raw) {
        if (raw.indexOf('%') < 0) {
            return raw;
        }
        byte[] octets = raw.getBytes(StandardCharsets.UTF_8);
        ByteArrayOutputStream decoded = new ByteArrayOutputStream(octets.length);
        for (int i = 0; i < octets.length; i++) {
            boolean isEscape = octets[i] == '%' && i + 2 < octets.length && HexFormat.isHexDigit(octets[i + 1])
                    && HexFormat.isHexDigit(octets[i + 2]);
            decoded.write(isEscape
                    ? HexFormat.fromHexDigit(octets[i + 1]) << 4 | HexFormat.fromHexDigit(octets[i + 2])
                    : octets[i]);
            i += isEscape ? 2 : 0;
        }
        return decoded.toString(StandardCharsets.UTF_8);
    }

    /// For a path, slashes left alone.
    static String inPath(String text) {
        return encoded(text, IN_PATH);
    }

    /// For a name or value of a query.
    static String inQuery(String text) {
        return encoded(text, UNRESERVED);
    }

    private static String encoded(String text, String kept) {
        StringBuilder encoded = new StringBuilder(text.length() + 8);
        for (byte octet : text.getBytes(StandardCharsets.UTF_8)) {
            char letter = (char) (octet & 0xff);
            boolean isPlain = letter >= 'a' && letter <= 'z' || letter >= 'A' && letter <= 'Z'
                    || letter >= '0' && letter <= '9' || kept.indexOf(letter) >= 0;
            if (isPlain) {
                encoded.append(letter);
            } else {
                encoded.append('%').append(HexFormat.of().withUpperCase().toHexDigits(octet));
            }
        }
        return encoded.toString();
    }
}
