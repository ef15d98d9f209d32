package dev.headgate.plugin.validation;

import com.google.re2j.Pattern;

/// A pattern of Lua's (Lua 5.1 manual, §5.4.1) as a regular expression that runs in linear time.
final class LuaPattern {
    private final String source;
    private final StringBuilder regex = new StringBuilder();
    private int next;

    private LuaPattern(String source) {
        this.source = source;
    }

    /// Finds what the pattern matches, anywhere unless it is anchored.
    ///
    /// @throws SchemaException when the pattern is malformed, or does what no regular expression does (`%b`, `%f`, `%1`)
    static Pattern compile(String source) throws SchemaException {
        LuaPattern pattern = new LuaPattern(source);
        pattern.translate();
        try {
            return Pattern.compile(pattern.regex.toString(), Pattern.DOTALL);
        } catch (com.google.re2j.PatternSyntaxException e) {
            throw SchemaException.wrong("'" + source + "' is a malformed pattern");
        }
    }

    private void translate() throws SchemaException {
        if (source.startsWith("^")) {
            regex.append("\\A");
            next = 1;
        }
        while (next < source.length()) {
            char current = source.charAt(next);
            if (current == '(' || current == ')') {
                regex.append(current);
                next++;
            } else if (current == '$' && next == source.length() - 1) {
                regex.append("\\z");
                next++;
            } else {
                single();
                repetition();
            }
        }
    }

    private void single() throws SchemaException {
        char current = source.charAt(next++);
        switch (current) {
            case '.' -> regex.append('.');
            case '%' -> regex.append(escaped(false));
            case '[' -> set();
            default -> regex.append(Pattern.quote(String.valueOf(current)));
        }
    }

    private void repetition() {
        if (next < source.length()) {
            switch (source.charAt(next)) {
                case '*', '+', '?' -> regex.append(source.charAt(next++));
                case '-' -> {
                    regex.append("*?");
                    next++;
                }
                default -> {
                }
            }
        }
    }

    private void set() throws SchemaException {
        regex.append('[');
        if (next < source.length() && source.charAt(next) == '^') {
            regex.append('^');
            next++;
        }
        boolean first = true;
        while (true) {
            if (next >= source.length()) {
                throw SchemaException.wrong("'" + source + "' is a malformed pattern: a ] is missing");
            }
            char current = source.charAt(next++);
            if (current == ']' && !first) {
                regex.append(']');
                return;
            }
            first = false;
            if (current == '%') {
                regex.append(escaped(true));
            } else if (current == '-' && next < source.length() && source.charAt(next) != ']'
                    && regex.charAt(regex.length() - 1) != '[') {
                regex.append('-');
            } else {
                regex.append(quoted(current));
            }
        }
    }

    private static String quoted(char literal) {
        return Character.isLetterOrDigit(literal) || literal > 127 || literal == ' '
                ? String.valueOf(literal)
                : "\\" + literal;
    }

    /// What stands behind a `%`.
    private String escaped(boolean inSet) throws SchemaException {
        if (next >= source.length()) {
            throw SchemaException.wrong("'" + source + "' is a malformed pattern: it ends with %");
        }
        char name = source.charAt(next++);
        if (!Character.isLetterOrDigit(name)) {
            return quoted(name);
        }
        String members = switch (Character.toLowerCase(name)) {
            case 'a' -> "[:alpha:]";
            case 'c' -> "[:cntrl:]";
            case 'd' -> "[:digit:]";
            case 'l' -> "[:lower:]";
            case 'p' -> "[:punct:]";
            case 's' -> "[:space:]";
            case 'u' -> "[:upper:]";
            case 'w' -> "[:alnum:]";
            case 'x' -> "[:xdigit:]";
            default -> throw SchemaException.unsupported("'" + source + "' cannot be matched in linear time: %" + name);
        };
        String signed = Character.isUpperCase(name) ? members.replace("[:", "[:^") : members;
        return inSet ? signed : "[" + signed + "]";
    }
}
