package dev.headgate.dynamodbemulator.expression;

import dev.headgate.dynamodbemulator.error.ApiException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Supplier;

/// The tokens of one expression with a place to read at, and what all three parsers share: paths, placeholders, errors.
/// For use by one thread.
final class TokenReader {
    private static final int EXPRESSION_MAX_BYTES = 4096;
    private static final int OPERATORS_MAX = 300;
    private static final int PATH_STEPS_MAX = 32;
    private static final Set<String> CONDITION_KEYWORDS = Set.of("AND", "OR", "NOT", "BETWEEN", "IN");

    private final String text;
    private final ExpressionKind kind;
    private final Placeholders placeholders;
    private final List<Token> tokens;
    private int position;
    private int operators;
    private int depth;

    TokenReader(String text, ExpressionKind kind, Placeholders placeholders) {
        if (text.isEmpty()) {
            throw kind.invalid("The expression can not be empty;");
        }
        int size = text.getBytes(StandardCharsets.UTF_8).length;
        if (size > EXPRESSION_MAX_BYTES) {
            throw kind.invalid("Expression size has exceeded the maximum allowed size; expression size: " + size);
        }
        this.text = text;
        this.kind = kind;
        this.placeholders = placeholders;
        this.tokens = Lexer.tokens(text);
    }

    ExpressionKind kind() {
        return kind;
    }

    Placeholders placeholders() {
        return placeholders;
    }

    int position() {
        return position;
    }

    Token peek() {
        return tokens.get(position);
    }

    Token peek(int ahead) {
        return tokens.get(Math.min(position + ahead, tokens.size() - 1));
    }

    Token next() {
        Token token = peek();
        if (token.kind() != Token.Kind.END) {
            position++;
        }
        return token;
    }

    /// Takes the symbol if it is next.
    boolean take(String symbol) {
        boolean taken = peek().isSymbol(symbol);
        if (taken) {
            position++;
        }
        return taken;
    }

    /// Takes the keyword, in letters of any case, if it is next.
    boolean takeWord(String word) {
        boolean taken = peek().isWord(word);
        if (taken) {
            position++;
        }
        return taken;
    }

    void expect(String symbol) {
        if (!take(symbol)) {
            throw syntaxError();
        }
    }

    void expectEnd() {
        if (peek().kind() != Token.Kind.END) {
            throw syntaxError();
        }
    }

    /// Reads `( content )`. Parentheses around nothing but parentheses are an error where the language has it so.
    <T> T inParentheses(boolean redundantAllowed, Supplier<T> content) {
        if (!redundantAllowed && peek(1).isSymbol("(") && closing(position + 1) + 1 == closing(position)) {
            throw invalid("The expression has redundant parentheses;");
        }
        expect("(");
        // Each level needs an operator of its own to be of use, so deeper ones cannot belong to an allowed expression.
        depth++;
        if (depth > OPERATORS_MAX) {
            throw syntaxError();
        }
        T value = content.get();
        expect(")");
        depth--;
        return value;
    }

    /// The position of the token that closes the parenthesis at a position; that of END where it is never closed.
    int closing(int opening) {
        int depth = 0;
        for (int i = opening; i < tokens.size() - 1; i++) {
            if (tokens.get(i).isSymbol("(")) {
                depth++;
            } else if (tokens.get(i).isSymbol(")") && --depth == 0) {
                return i;
            }
        }
        return tokens.size() - 1;
    }

    Token at(int index) {
        return tokens.get(Math.min(index, tokens.size() - 1));
    }

    /// An error at the next token, quoted with its neighbours.
    ApiException syntaxError() {
        int from = tokens.get(Math.max(position - 1, 0)).start();
        int to = tokens.get(Math.min(position + 1, tokens.size() - 1)).end();
        return kind.invalid("Syntax error; token: \"" + peek().text() + "\", near: \"" + text.substring(from, to).trim()
                + "\"");
    }

    ApiException invalid(String why) {
        return kind.invalid(why);
    }

    void countOperator() {
        operators++;
        if (operators > OPERATORS_MAX) {
            throw kind.invalid("The expression contains too many operators; operator count: " + operators);
        }
    }

    /// Whether a path begins here.
    boolean atPath() {
        return switch (peek().kind()) {
            case NAME -> true;
            case WORD -> !isKeyword(peek());
            case VALUE, INTEGER, SYMBOL, INVALID, END -> false;
        };
    }

    private boolean isKeyword(Token token) {
        return kind != ExpressionKind.PROJECTION && kind != ExpressionKind.UPDATE
                && CONDITION_KEYWORDS.contains(token.text().toUpperCase(Locale.ROOT));
    }

    /// Reads `a`, `#a`, `a.b`, `a[0].#b` and so on.
    DocumentPath path() {
        List<DocumentPath.Step> steps = new ArrayList<>();
        steps.add(attribute());
        while (true) {
            if (take(".")) {
                steps.add(attribute());
            } else if (take("[")) {
                steps.add(element());
                expect("]");
            } else {
                break;
            }
        }
        if (steps.size() > PATH_STEPS_MAX) {
            throw invalid("The document path has too many nesting elements; nesting levels: " + steps.size());
        }
        return new DocumentPath(steps);
    }

    private DocumentPath.Attribute attribute() {
        if (!atPath()) {
            throw syntaxError();
        }
        Token token = next();
        if (token.kind() == Token.Kind.NAME) {
            return new DocumentPath.Attribute(placeholders.name(token.text(), kind));
        }
        if (ReservedWords.contains(token.text())) {
            throw invalid("Attribute name is a reserved keyword; reserved keyword: " + token.text());
        }
        return new DocumentPath.Attribute(token.text());
    }

    private DocumentPath.Element element() {
        if (peek().kind() != Token.Kind.INTEGER) {
            throw syntaxError();
        }
        String digits = next().text();
        try {
            return new DocumentPath.Element(Integer.parseInt(digits));
        } catch (NumberFormatException _) {
            throw invalid("List index is not within the allowable range; index: [" + digits + "]");
        }
    }
}
