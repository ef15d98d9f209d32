package dev.headgate.local.assembly.rest;

/// A text that is read from the front. For use by one thread.
final class TemplateScanner {
    private final String text;
    private int at;

    TemplateScanner(String text) {
        this.text = text;
    }

    boolean atEnd() {
        return at == text.length();
    }

    /// The letter at a distance; NUL behind the end.
    char peek(int distance) {
        return at + distance < text.length() ? text.charAt(at + distance) : '\0';
    }

    boolean sees(String expected) {
        return text.startsWith(expected, at);
    }

    /// Whether what comes next is this, which is then passed over.
    boolean takes(String expected) {
        boolean found = sees(expected);
        at += found ? expected.length() : 0;
        return found;
    }

    char next() {
        return text.charAt(at++);
    }

    int position() {
        return at;
    }

    /// Goes back to a place.
    void rewind(int position) {
        at = position;
    }

    String since(int position) {
        return text.substring(position, at);
    }

    /// What stands before a mark, which is passed over.
    ///
    /// @throws NotEmulatedException when there is no such mark
    String until(String mark) throws NotEmulatedException {
        int end = text.indexOf(mark, at);
        if (end < 0) {
            throw malformed("expected " + mark);
        }
        String before = text.substring(at, end);
        at = end + mark.length();
        return before;
    }

    /// A name: letters, digits, `_` and `-`, beginning with a letter or `_`; empty where there is none.
    String name() {
        int start = at;
        if (isNameStart(peek(0))) {
            while (isNameStart(peek(0)) || Character.isDigit(peek(0)) || peek(0) == '-') {
                at++;
            }
        }
        return text.substring(start, at);
    }

    static boolean isNameStart(char letter) {
        return letter >= 'a' && letter <= 'z' || letter >= 'A' && letter <= 'Z' || letter == '_';
    }

    /// Passes over blanks, line ends among them.
    void blanks() {
        while (!atEnd() && Character.isWhitespace(peek(0))) {
            at++;
        }
    }

    /// Passes over blanks and one line end behind them; over nothing where the line goes on.
    void lineEnd() {
        int start = at;
        while (peek(0) == ' ' || peek(0) == '\t') {
            at++;
        }
        if (!takes("\r\n") && !takes("\n") && !takes("\r")) {
            at = start;
        }
    }

    /// @throws NotEmulatedException when something else comes next
    void expect(String expected) throws NotEmulatedException {
        if (!takes(expected)) {
            throw malformed("expected " + expected);
        }
    }

    NotEmulatedException malformed(String problem) {
        int line = 1 + (int) text.substring(0, at).chars().filter(letter -> letter == '\n').count();
        String found = atEnd() ? "the end" : "\"" + text.substring(at, Math.min(text.length(), at + 20)) + "\"";
        return new NotEmulatedException("line " + line + " of the template, at " + found + ": " + problem);
    }
}
