package dev.headgate.config;

import dev.headgate.config.TemplateExpression.NoValueException;
import dev.headgate.diagnostic.Code;
import dev.headgate.diagnostic.Diagnostic;
import dev.headgate.diagnostic.Diagnostics;
import dev.headgate.diagnostic.Location;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Fills in decK's templates, `${{ env "DECK_X" }}`, before a text is read as YAML, as decK does
/// (go-database-reconciler, pkg/file/template.go, which hands the text to Go's text/template). A value is taken as text:
/// quotation marks, digits and line feeds in it mean what they would mean if they were written in its place. Templates in
/// lines that begin with `#` stay as they are.
///
/// One is used once, by one thread.
final class DeckTemplates {
    private static final String OPEN = "${{";
    private static final String CLOSE = "}}";

    private final String file;
    private final String text;
    private final Map<String, String> environment;
    private final Diagnostics diagnostics;
    private final StringBuilder filled = new StringBuilder();
    private final List<TextPositions.Part> parts = new ArrayList<>();
    private final List<String> values = new ArrayList<>();
    /// Lengths in characters of what is done, of the filled-in and of the written text.
    private int filledCount;
    private int writtenCount;
    private int writtenIndex;

    private DeckTemplates(String file, String text, Map<String, String> environment, Diagnostics diagnostics) {
        this.file = file;
        this.text = text;
        this.environment = environment;
        this.diagnostics = diagnostics;
    }

    /// The text with its templates filled in; empty where one cannot be, which is then reported.
    ///
    /// @param file as locations name it
    static Optional<FilledText> fillIn(String file, String text, Map<String, String> environment,
            Diagnostics diagnostics) {
        if (!text.contains(OPEN)) {
            return Optional.of(FilledText.of(text));
        }
        return new DeckTemplates(file, text, environment, diagnostics).fillIn();
    }

    private Optional<FilledText> fillIn() {
        boolean isSound = true;
        int open = nextTemplate(0);
        while (open >= 0) {
            int close = close(open + OPEN.length());
            if (close < 0) {
                report(open, "this template has no end.", "Close it with }}.");
                return Optional.empty();
            }
            isSound &= fillIn(open, close);
            open = nextTemplate(close);
        }
        copyTo(text.length());
        return isSound
                ? Optional.of(new FilledText(filled.toString(), TextPositions.of(text, parts), values))
                : Optional.empty();
    }

    /// Where the next template begins that is not in a comment; -1 where there is none.
    private int nextTemplate(int from) {
        int open = text.indexOf(OPEN, from);
        while (open >= 0 && isInComment(open)) {
            open = text.indexOf(OPEN, open + 1);
        }
        return open;
    }

    /// As decK has it: the line begins with `#`, and the template ends in it.
    private boolean isInComment(int open) {
        int lineStart = text.lastIndexOf('\n', open) + 1;
        return text.substring(lineStart, open).stripLeading().startsWith("#");
    }

    /// The index behind the closing braces; -1 where there are none. Braces in quotation marks close nothing.
    private int close(int from) {
        char quote = 0;
        for (int i = from; i < text.length(); i++) {
            char c = text.charAt(i);
            if (quote != 0) {
                i += quote == '"' && c == '\\' ? 1 : 0;
                quote = c == quote ? 0 : quote;
            } else if (c == '"' || c == '`') {
                quote = c;
            } else if (text.startsWith(CLOSE, i)) {
                return i + CLOSE.length();
            }
        }
        return -1;
    }

    private boolean fillIn(int open, int close) {
        String inside = text.substring(open + OPEN.length(), close - CLOSE.length());
        boolean trimsBefore = inside.startsWith("-") && inside.length() > 1 && Character.isWhitespace(inside.charAt(1));
        boolean trimsAfter = inside.endsWith("-") && inside.length() > 1
                && Character.isWhitespace(inside.charAt(inside.length() - 2));
        String expression = inside.substring(trimsBefore ? 1 : 0,
                Math.max(trimsBefore ? 1 : 0, inside.length() - (trimsAfter ? 1 : 0)));
        int copyEnd = open;
        while (trimsBefore && copyEnd > writtenIndex && Character.isWhitespace(text.charAt(copyEnd - 1))) {
            copyEnd--;
        }
        copyTo(copyEnd);
        skipTo(open);
        try {
            put(value(expression));
        } catch (NoValueException e) {
            report(open, e.getMessage(), e.hint());
            return false;
        } finally {
            int next = close;
            while (trimsAfter && next < text.length() && Character.isWhitespace(text.charAt(next))) {
                next++;
            }
            skipTo(next);
        }
        return true;
    }

    private String value(String expression) {
        String stripped = expression.strip();
        boolean isRemark = stripped.startsWith("/*") && stripped.endsWith("*/") && stripped.length() >= 4;
        return isRemark ? "" : TemplateExpression.value(stripped, environment);
    }

    private void copyTo(int end) {
        if (end > writtenIndex) {
            parts.add(new TextPositions.Part(filledCount, writtenCount, false));
            filled.append(text, writtenIndex, end);
            filledCount += text.codePointCount(writtenIndex, end);
            skipTo(end);
        }
    }

    private void skipTo(int end) {
        writtenCount += text.codePointCount(writtenIndex, end);
        writtenIndex = end;
    }

    private void put(String value) {
        parts.add(new TextPositions.Part(filledCount, writtenCount, true));
        filled.append(value);
        filledCount += value.codePointCount(0, value.length());
        values.add(value);
    }

    private void report(int index, String message, String hint) {
        String before = text.substring(0, index);
        int line = (int) before.chars().filter(c -> c == '\n').count() + 1;
        int lineStart = before.lastIndexOf('\n') + 1;
        diagnostics.add(new Diagnostic(Code.HG0005,
                new Location(file, line, before.codePointCount(lineStart, index) + 1), "", "", "", message, hint));
    }
}
