package dev.headgate.plugin.validation;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;

/// A regular expression of a JSON Schema (ECMA 262), as one that runs in linear time.
final class SchemaPattern {
    private static final java.util.regex.Pattern CODE_POINT = java.util.regex.Pattern
            .compile("\\\\u([0-9A-Fa-f]{4})");

    private SchemaPattern() {}

    /// Finds what the expression matches, anywhere unless it is anchored.
    ///
    /// @throws PatternSyntaxException when the expression is none, or cannot run in linear time
    static Pattern compile(String expression) {
        return Pattern.compile(CODE_POINT.matcher(expression).replaceAll("\\\\x{$1}"));
    }

    /// @throws SchemaException when the expression is none, or cannot run in linear time
    static void check(String expression) throws SchemaException {
        try {
            compile(expression);
        } catch (PatternSyntaxException e) {
            throw isBacktracking(expression)
                    ? SchemaException.unsupported("'" + expression + "' cannot be matched in linear time: "
                            + e.getDescription())
                    : SchemaException.wrong("'" + expression + "' is no regular expression: " + e.getDescription());
        }
    }

    /// The JDK's expressions look around and back, as Kong's do.
    private static boolean isBacktracking(String expression) {
        try {
            java.util.regex.Pattern.compile(expression);
            return true;
        } catch (java.util.regex.PatternSyntaxException _) {
            return false;
        }
    }
}
