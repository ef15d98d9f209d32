package dev.headgate.identity.jwt;

import java.util.Base64;
import java.util.Optional;

/// Base64url as RFC 7515 §2 wants it: no padding, no line breaks, no character outside the alphabet, and no bit set that
/// belongs to no byte. There is exactly one text for a sequence of bytes, so that a token cannot be written in two ways.
final class Base64Url {
    private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

    private Base64Url() {}

    /// The bytes; empty where the text is not strictly base64url. The empty text is no bytes.
    static Optional<byte[]> decode(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (!isInAlphabet(text.charAt(i))) {
                return Optional.empty();
            }
        }
        if (text.length() % 4 == 1 || hasUnusedBits(text)) {
            return Optional.empty();
        }
        return Optional.of(Base64.getUrlDecoder().decode(text));
    }

    private static boolean isInAlphabet(char character) {
        return character >= 'a' && character <= 'z' || character >= 'A' && character <= 'Z'
                || character >= '0' && character <= '9' || character == '-' || character == '_';
    }

    /// Two characters carry 12 bits for 8, three carry 18 for 16.
    private static boolean hasUnusedBits(String text) {
        int mask = switch (text.length() % 4) {
            case 2 -> 0b1111;
            case 3 -> 0b11;
            default -> 0;
        };
        return mask != 0 && (ALPHABET.indexOf(text.charAt(text.length() - 1)) & mask) != 0;
    }
}
