package dev.headgate.dynamodbemulator.expression;

import java.util.Optional;

/// The six comparators.
public enum Comparator {
    EQUAL("="), NOT_EQUAL("<>"), LESS("<"), LESS_OR_EQUAL("<="), GREATER(">"), GREATER_OR_EQUAL(">=");

    private final String symbol;

    Comparator(String symbol) {
        this.symbol = symbol;
    }

    String symbol() {
        return symbol;
    }

    static Optional<Comparator> of(Token token) {
        for (Comparator comparator : values()) {
            if (token.isSymbol(comparator.symbol)) {
                return Optional.of(comparator);
            }
        }
        return Optional.empty();
    }

    boolean needsOrder() {
        return this != EQUAL && this != NOT_EQUAL;
    }

    /// The comparator that says the same with its operands exchanged.
    Comparator flipped() {
        return switch (this) {
            case EQUAL, NOT_EQUAL -> this;
            case LESS -> GREATER;
            case LESS_OR_EQUAL -> GREATER_OR_EQUAL;
            case GREATER -> LESS;
            case GREATER_OR_EQUAL -> LESS_OR_EQUAL;
        };
    }

    /// Whether an ordering comparator accepts the sign of a comparison.
    boolean accepts(int sign) {
        return switch (this) {
            case EQUAL -> sign == 0;
            case NOT_EQUAL -> sign != 0;
            case LESS -> sign < 0;
            case LESS_OR_EQUAL -> sign <= 0;
            case GREATER -> sign > 0;
            case GREATER_OR_EQUAL -> sign >= 0;
        };
    }
}
