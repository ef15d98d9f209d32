package dev.headgate.event;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/// Percent-encoding of texts: everything but letters, digits and `-._~ :/@` is encoded, as UTF-8.
final class PercentText {
    private static final String HEX = "0123456789ABCDEF";
    private static final String PLAIN = "-._~ :/@";

    private PercentText() {}

    static void encode(String text, StringBuilder to) {
        for (byte octet : text.getBytes(StandardCharsets.UTF_8)) {
            if (isPlain((char) octet)) {
                to.append((char) octet);
            } else {
                octet(octet, to);
            }
        }
    }

    /// Appends one octet's escape.
    static void octet(byte octet, StringBuilder to) {
        to.append('%').append(HEX.charAt(octet >> 4 & 15)).append(HEX.charAt(octet & 15));
    }

    /// The text again.
    ///
    /// @throws IllegalArgumentException when it holds a letter that encoding does not leave, or a broken escape
    static String decode(String encoded) {
        ByteArrayOutputStream octets = new ByteArrayOutputStream(encoded.length());
        for (int i = 0; i < encoded.length(); i++) {
            char letter = encoded.charAt(i);
            if (letter == '%' && isHex(encoded, i + 1) && isHex(encoded, i + 2)) {
                octets.write(
                        Character.digit(encoded.charAt(i + 1), 16) << 4 | Character.digit(encoded.charAt(i + 2), 16));
                i += 2;
            } else if (isPlain(letter)) {
                octets.write(letter);
            } else {
                throw new IllegalArgumentException("not percent-encoded at " + i);
            }
        }
        return octets.toString(StandardCharsets.UTF_8);
    }

    /// Whether there is a hex digit at that place.
    static boolean isHex(String text, int at) {
        return at < text.length() && HEX.indexOf(Character.toUpperCase(text.charAt(at))) >= 0;
    }

    private static boolean isPlain(char letter) {
        return letter >= 'a' && letter <= 'z' || letter >= 'A' && letter <= 'Z' || letter >= '0' && letter <= '9'
                || letter < 0x80 && PLAIN.indexOf(letter) >= 0;
    }
}
