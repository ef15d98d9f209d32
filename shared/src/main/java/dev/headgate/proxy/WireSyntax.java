package dev.headgate.proxy;

import dev.headgate.http.Headers;
import java.nio.charset.StandardCharsets;
import java.util.function.IntPredicate;

/// What may stand in a message's head. A plugin can put anything into a field or a path; a line break that got through
/// would let it write messages of its own.
final class WireSyntax {
    private static final String TOKEN_MARKS = "!#$%&'*+-.^_`|~";

    private WireSyntax() {}

    /// Whether the text is a token (RFC 9110 §5.6.2): a method or a field's name.
    static boolean isToken(String text) {
        return !text.isEmpty() && isAll(text, WireSyntax::isTokenCharacter);
    }

    /// Whether the text may be a field's value: no control characters but the tab.
    static boolean isFieldValue(String text) {
        return isAll(text, c -> c == '\t' || c >= ' ' && c != 0x7F);
    }

    static boolean areFields(Headers headers) {
        for (Headers.Field field : headers.fields()) {
            if (!isToken(field.name()) || !isFieldValue(field.value())) {
                return false;
            }
        }
        return true;
    }

    /// The target with what would break the request line in percent-encoded form: blanks, control characters and
    /// whatever is not ASCII. All else stays as it was sent.
    static String target(String path, String rawQuery) {
        String target = rawQuery.isEmpty() ? path : path + "?" + rawQuery;
        if (isAll(target, WireSyntax::isTargetCharacter)) {
            return target;
        }
        StringBuilder escaped = new StringBuilder(target.length() + 16);
        for (byte octet : target.getBytes(StandardCharsets.UTF_8)) {
            if (isTargetCharacter(octet)) {
                escaped.append((char) octet);
            } else {
                escaped.append('%').append(hex(octet >> 4)).append(hex(octet));
            }
        }
        return escaped.toString();
    }

    /// Whether all characters fit. A loop, since it runs over every field of every request, where a stream costs more than
    /// what it looks at.
    static boolean isAll(CharSequence text, IntPredicate fits) {
        for (int i = 0; i < text.length(); i++) {
            if (!fits.test(text.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    static char hex(int nibble) {
        return Character.toUpperCase(Character.forDigit(nibble & 15, 16));
    }

    private static boolean isTargetCharacter(int c) {
        return c > ' ' && c < 0x7F;
    }

    private static boolean isTokenCharacter(int c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || TOKEN_MARKS.indexOf(c) >= 0;
    }
}
