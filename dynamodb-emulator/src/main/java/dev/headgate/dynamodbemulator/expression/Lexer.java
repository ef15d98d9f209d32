package dev.headgate.dynamodbemulator.expression;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// Cuts an expression into tokens. Characters that belong to no token become tokens of kind INVALID, for the parser to
/// name.
final class Lexer {
    private static final Set<String> TWO_CHARACTER_SYMBOLS = Set.of("<>", "<=", ">=");
    private static final String SYMBOLS = "()[],.=<>+-";

    private final String text;
    private int position;

    private Lexer(String text) {
        this.text = text;
    }

    /// The tokens of an expression, always closed by one of kind END.
    static List<Token> tokens(String expression) {
        Lexer lexer = new Lexer(expression);
        List<Token> tokens = new ArrayList<>();
        Token token;
        do {
            token = lexer.next();
            tokens.add(token);
        } while (token.kind() != Token.Kind.END);
        return tokens;
    }

    private Token next() {
        while (position < text.length() && " \t\r\n".indexOf(text.charAt(position)) >= 0) {
            position++;
        }
        if (position == text.length()) {
            return new Token(Token.Kind.END, "<EOF>", position, position);
        }
        char first = text.charAt(position);
        if (isWordStart(first)) {
            return token(Token.Kind.WORD, wordEnd(position + 1));
        }
        if (first == '#' || first == ':') {
            int end = wordEnd(position + 1);
            Token.Kind kind = first == '#' ? Token.Kind.NAME : Token.Kind.VALUE;
            return token(end == position + 1 ? Token.Kind.INVALID : kind, end);
        }
        if (isDigit(first)) {
            int end = position + 1;
            while (end < text.length() && isDigit(text.charAt(end))) {
                end++;
            }
            return token(Token.Kind.INTEGER, end);
        }
        if (position + 1 < text.length() && TWO_CHARACTER_SYMBOLS.contains(text.substring(position, position + 2))) {
            return token(Token.Kind.SYMBOL, position + 2);
        }
        return token(SYMBOLS.indexOf(first) >= 0 ? Token.Kind.SYMBOL : Token.Kind.INVALID, position + 1);
    }

    private Token token(Token.Kind kind, int end) {
        Token token = new Token(kind, text.substring(position, end), position, end);
        position = end;
        return token;
    }

    private int wordEnd(int from) {
        int end = from;
        while (end < text.length() && (isWordStart(text.charAt(end)) || isDigit(text.charAt(end)))) {
            end++;
        }
        return end;
    }

    private static boolean isWordStart(char c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c == '_';
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }
}
