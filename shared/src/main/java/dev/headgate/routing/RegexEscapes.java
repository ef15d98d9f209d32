package dev.headgate.routing;

import java.util.Locale;

/// Reads what stands behind a `\` and means one character, or a property of characters.
final class RegexEscapes {
    private RegexEscapes() {}

    /// `\pL`, `\p{Greek}` and their complements, which RE2 judges.
    static void property(RegexCursor cursor) throws RegexSyntaxException {
        if (cursor.isAt("{", 2)) {
            int close = cursor.distance("}", 0);
            if (close < 0) {
                throw new RegexSyntaxException("a \"{\" is not closed");
            }
            cursor.copy(close + 1);
        } else if (cursor.peek(2) != 0) {
            cursor.copy(3);
        } else {
            throw new RegexSyntaxException("\\p names no property");
        }
    }

    /// The character that an escape other than a class stands for; reads past it and writes nothing.
    static int character(RegexCursor cursor) throws RegexSyntaxException {
        char c = cursor.peek(1);
        int simple = switch (c) {
            case 'a' -> 0x07;
            case 'f' -> '\f';
            case 't' -> '\t';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 'v' -> 0x0B;
            default -> -1;
        };
        if (simple >= 0) {
            cursor.skip(2);
            return simple;
        }
        if (c == 'x' || c == 'u' || c == 'U') {
            return hexadecimal(cursor, c == 'x' ? 2 : c == 'u' ? 4 : 8);
        }
        if (c == 0) {
            throw new RegexSyntaxException("a \"\\\" stands last");
        }
        if (c >= '0' && c <= '9' || c == 'k') {
            throw new RegexSyntaxException(
                    "\\" + c + " is a reference to a group, which cannot run in linear time; Kong 3 refuses it too");
        }
        if (c == 'Q' || c == 'E') {
            throw new RegexSyntaxException("\\Q…\\E is not supported; put a \\ before each sign");
        }
        if (c >= 128 || Character.isLetter(c)) {
            throw new RegexSyntaxException("\\" + c + " is not a known escape");
        }
        cursor.skip(2);
        return c;
    }

    private static int hexadecimal(RegexCursor cursor, int length) throws RegexSyntaxException {
        boolean braced = cursor.isAt("{", 2);
        int start = braced ? 3 : 2;
        int end = braced ? cursor.distance("}", 3) : 2 + length;
        String digits = end < 0 ? "" : cursor.between(start, end);
        if (!digits.matches("[0-9A-Fa-f]{1,8}") || !braced && digits.length() < length) {
            throw new RegexSyntaxException("\\" + cursor.peek(1) + " wants hexadecimal digits");
        }
        long value = Long.parseLong(digits, 16);
        if (value > Character.MAX_CODE_POINT || value >= 0xD800 && value <= 0xDFFF) {
            throw new RegexSyntaxException(String.format(Locale.ROOT, "U+%04X is not a character", value));
        }
        cursor.skip(braced ? end + 1 : end);
        return (int) value;
    }
}
