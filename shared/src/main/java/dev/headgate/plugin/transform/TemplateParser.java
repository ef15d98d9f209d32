package dev.headgate.plugin.transform;

import java.util.ArrayList;
import java.util.List;

/// Reads the inside of `$(…)`. In Kong that is any Lua expression; here it is
///
/// ```
/// expression = term { "or" term }
/// term       = string | table "." name | table "[" string "]" | "uri_captures" "[" number "]"
/// table      = "headers" | "query_params" | "uri_captures" | "shared"
/// ```
///
/// Whatever else Lua has is refused by its name. For one expression and one thread.
final class TemplateParser {
    private final String source;
    private int at;

    private TemplateParser(String source) {
        this.source = source;
    }

    /// The alternatives of an expression, the first that has a value counts.
    static List<Term> expression(String source) throws TemplateSyntaxException {
        TemplateParser parser = new TemplateParser(source);
        List<Term> terms = new ArrayList<>(List.of(parser.term()));
        while (!parser.atEnd()) {
            if (!parser.peekName().equals("or")) {
                throw parser.refuse(true);
            }
            parser.at += "or".length();
            terms.add(parser.term());
        }
        return List.copyOf(terms);
    }

    private Term term() throws TemplateSyntaxException {
        if (atEnd()) {
            throw TemplateSyntaxException.malformed("an expression is missing");
        }
        if (atString()) {
            return new Term.Text(string());
        }
        String table = peekName();
        switch (table) {
            case "headers", "query_params", "uri_captures", "shared" -> at += table.length();
            default -> throw refuse(false);
        }
        if (atEnd() || peekName().equals("or")) {
            throw TemplateSyntaxException.unsupported("take the whole of " + table);
        }
        Term term = index(table);
        if (!atEnd() && (atSymbol("[") || atSymbol(".") && !atSymbol(".."))) {
            throw TemplateSyntaxException.unsupported("take parts of a value of " + table);
        }
        return term;
    }

    private Term index(String table) throws TemplateSyntaxException {
        if (atSymbol(".") && !atSymbol("..")) {
            at++;
            String name = peekName();
            if (name.isEmpty()) {
                throw TemplateSyntaxException.malformed("a name is missing after " + table + ".");
            }
            at += name.length();
            return named(table, name);
        }
        if (!atSymbol("[")) {
            throw refuse(true);
        }
        at++;
        Term term = !atEnd() && atString() ? named(table, string()) : numbered(table);
        if (atEnd() || !atSymbol("]")) {
            throw atEnd() ? TemplateSyntaxException.malformed("a ] is missing") : refuse(true);
        }
        at++;
        return term;
    }

    private Term numbered(String table) throws TemplateSyntaxException {
        int start = at;
        while (at < source.length() && isDigit(source.charAt(at))) {
            at++;
        }
        if (at == start) {
            throw atEnd() ? TemplateSyntaxException.malformed("a name is missing after " + table + "[") : refuse(false);
        }
        if (!table.equals("uri_captures") || at - start > 4) {
            throw TemplateSyntaxException.unsupported("take a number after " + table);
        }
        return new Term.NumberedCapture(Integer.parseInt(source.substring(start, at)));
    }

    private static Term named(String table, String name) {
        return switch (table) {
            case "headers" -> new Term.Header(name);
            case "query_params" -> new Term.QueryParameter(name);
            case "uri_captures" -> new Term.NamedCapture(name);
            default -> new Term.Shared(name);
        };
    }

    private boolean atString() {
        return atSymbol("\"") || atSymbol("'") || atSymbol("[[");
    }

    /// A Lua string (Lua 5.1 reference manual, §2.1).
    private String string() throws TemplateSyntaxException {
        if (atSymbol("[[")) {
            int end = source.indexOf("]]", at);
            if (end < 0) {
                throw TemplateSyntaxException.malformed("a ]] is missing");
            }
            String text = source.substring(at + 2, end);
            at = end + 2;
            return text;
        }
        char quote = source.charAt(at++);
        StringBuilder text = new StringBuilder();
        while (at < source.length() && source.charAt(at) != quote) {
            char character = source.charAt(at++);
            text.append(character == '\\' ? escaped() : character);
        }
        if (at == source.length()) {
            throw TemplateSyntaxException.malformed("a " + quote + " is missing");
        }
        at++;
        return text.toString();
    }

    private char escaped() throws TemplateSyntaxException {
        char character = at < source.length() ? source.charAt(at++) : '\0';
        return switch (character) {
            case 'n' -> '\n';
            case 't' -> '\t';
            case 'r' -> '\r';
            case '\\', '"', '\'' -> character;
            default -> throw TemplateSyntaxException.unsupported("know the escape \\" + character);
        };
    }

    /// Names what stands where nothing of the kind may stand.
    private TemplateSyntaxException refuse(boolean afterValue) {
        String name = peekName();
        if (!name.isEmpty()) {
            return refuseName(name, afterValue);
        }
        char symbol = source.charAt(at);
        String two = source.substring(at, Math.min(at + 2, source.length()));
        return switch (two) {
            case ".." -> TemplateSyntaxException.unsupported("join texts with ..");
            case "==", "~=", "<=", ">=" -> TemplateSyntaxException.unsupported("compare values with " + two);
            default -> switch (symbol) {
                case '<', '>' -> TemplateSyntaxException.unsupported("compare values with " + symbol);
                case '+', '-', '*', '/', '%', '^' -> TemplateSyntaxException.unsupported("calculate with " + symbol);
                case '=' -> TemplateSyntaxException.unsupported("assign values");
                case ':' -> TemplateSyntaxException.unsupported("call methods: " + source.substring(at));
                case '#' -> TemplateSyntaxException.unsupported("measure lengths with #");
                case '{' -> TemplateSyntaxException.unsupported("make tables");
                case '(' -> TemplateSyntaxException.unsupported(afterValue ? "call values" : "group with parentheses");
                default -> isDigit(symbol)
                        ? TemplateSyntaxException.unsupported("take numbers: " + source.substring(at))
                        : TemplateSyntaxException.malformed("unexpected " + source.substring(at));
            };
        };
    }

    private TemplateSyntaxException refuseName(String name, boolean afterValue) {
        return switch (name) {
            case "and", "not", "function", "nil", "true", "false" ->
                    TemplateSyntaxException.unsupported("know the word " + name);
            default -> {
                if (afterValue) {
                    yield TemplateSyntaxException.malformed("unexpected " + name);
                }
                String rest = source.substring(at + name.length()).stripLeading();
                yield TemplateSyntaxException.unsupported(rest.startsWith("(") || rest.startsWith(".")
                        ? "call functions: " + name
                        : "know the variable " + name);
            }
        };
    }

    private boolean atEnd() {
        while (at < source.length() && Character.isWhitespace(source.charAt(at))) {
            at++;
        }
        return at == source.length();
    }

    private boolean atSymbol(String symbol) {
        return source.startsWith(symbol, at);
    }

    /// The Lua name that stands here; empty where none does.
    private String peekName() {
        int end = at;
        while (end < source.length() && (isLetter(source.charAt(end)) || end > at && isDigit(source.charAt(end)))) {
            end++;
        }
        return source.substring(at, end);
    }

    private static boolean isLetter(char character) {
        return character >= 'a' && character <= 'z' || character >= 'A' && character <= 'Z' || character == '_';
    }

    private static boolean isDigit(char character) {
        return character >= '0' && character <= '9';
    }
}
