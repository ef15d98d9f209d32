package dev.headgate.routing;

import java.util.Locale;

/// A place in an expression that is being read, and the two texts that are being written for RE2 on the way: one for
/// ASCII and one for all other texts.
final class RegexCursor {
    private final String source;
    private final StringBuilder ascii = new StringBuilder();
    private final StringBuilder unicode = new StringBuilder();
    private int at;

    RegexCursor(String source) {
        this.source = source;
    }

    boolean atEnd() {
        return at >= source.length();
    }

    /// Whether the next character is one of these.
    boolean isAtOneOf(String signs) {
        return !atEnd() && signs.indexOf(source.charAt(at)) >= 0;
    }

    /// Whether this stands next, or so many characters further on.
    boolean isAt(String text, int ahead) {
        return source.startsWith(text, at + ahead);
    }

    boolean isAt(String text) {
        return isAt(text, 0);
    }

    /// The next character, or the one so many characters further on; NUL behind the end.
    char peek(int ahead) {
        return at + ahead < source.length() ? source.charAt(at + ahead) : 0;
    }

    char peek() {
        return peek(0);
    }

    /// How far away the first such text is, looked for from so many characters further on; -1 when there is none.
    int distance(String text, int ahead) {
        int found = source.indexOf(text, at + ahead);
        return found < 0 ? -1 : found - at;
    }

    /// What stands from so many characters further on up to so many.
    String between(int start, int end) {
        return source.substring(Math.min(at + start, source.length()), Math.min(at + end, source.length()));
    }

    /// Reads the next character, written as it is or not written at all.
    int next() {
        int codePoint = source.codePointAt(at);
        at += Character.charCount(codePoint);
        return codePoint;
    }

    void skip(int length) {
        at += length;
    }

    /// Reads so many characters and writes them as they are.
    void copy(int length) {
        write(between(0, length));
        at += length;
    }

    void write(String text) {
        write(text, text);
    }

    void write(String forAscii, String forUnicode) {
        ascii.append(forAscii);
        unicode.append(forUnicode);
    }

    String ascii() {
        return ascii.toString();
    }

    String unicode() {
        return unicode.toString();
    }

    /// A character so that it stands for itself, within brackets and without.
    static String quoted(int codePoint) {
        if (codePoint > 0x7F || Character.isLetterOrDigit(codePoint) || codePoint == '/' || codePoint == '_') {
            return Character.toString(codePoint);
        }
        return codePoint > ' ' && codePoint < 0x7F
                ? "\\" + (char) codePoint
                : String.format(Locale.ROOT, "\\x%02X", codePoint);
    }
}
