package dev.headgate.dynamodbemulator.expression;

/// A token of an expression.
///
/// @param kind what it is
/// @param text its characters; `<EOF>` at the end
/// @param start where it begins in the expression
/// @param end where it ends, exclusive
record Token(Kind kind, String text, int start, int end) {
    /// Kinds of tokens. Words that are keywords in some place (`AND`, `SET`, …) are [#WORD] here.
    enum Kind {
        WORD, NAME, VALUE, INTEGER, SYMBOL, INVALID, END
    }

    boolean isSymbol(String symbol) {
        return kind == Kind.SYMBOL && text.equals(symbol);
    }

    boolean isWord(String word) {
        return kind == Kind.WORD && text.equalsIgnoreCase(word);
    }
}
