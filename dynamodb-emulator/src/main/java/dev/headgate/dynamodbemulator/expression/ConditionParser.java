package dev.headgate.dynamodbemulator.expression;

import dev.headgate.dynamodbemulator.error.ApiException;
import dev.headgate.dynamodbemulator.value.AttributeType;
import dev.headgate.dynamodbemulator.value.AttributeValue;
import dev.headgate.dynamodbemulator.value.Numbers;
import dev.headgate.dynamodbemulator.value.ValueOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Reads condition, filter and key condition expressions: `OR` binds loosest, then `AND`, then `NOT`, then comparisons.
/// For use by one thread.
public final class ConditionParser {
    private static final int IN_OPERANDS_MAX = 100;

    private final TokenReader tokens;
    private final FunctionParser functions;

    private ConditionParser(TokenReader tokens) {
        this.tokens = tokens;
        this.functions = new FunctionParser(tokens, this::operand);
    }

    /// Parses and checks an expression.
    ///
    /// @throws ApiException a validation error for what is wrong in it whatever the item
    public static Condition parse(String expression, ExpressionKind kind, Placeholders placeholders) {
        ConditionParser parser = new ConditionParser(new TokenReader(expression, kind, placeholders));
        Condition condition = parser.or();
        parser.tokens.expectEnd();
        return condition;
    }

    private Condition or() {
        Condition left = and();
        while (tokens.takeWord("OR")) {
            tokens.countOperator();
            left = new Condition.Or(left, and());
        }
        return left;
    }

    private Condition and() {
        Condition left = not();
        while (tokens.takeWord("AND")) {
            tokens.countOperator();
            left = new Condition.And(left, not());
        }
        return left;
    }

    private Condition not() {
        if (tokens.takeWord("NOT")) {
            tokens.countOperator();
            return new Condition.Not(not());
        }
        return primary();
    }

    private Condition primary() {
        if (tokens.peek().isSymbol("(") && !isOperandInParentheses()) {
            return tokens.inParentheses(false, this::or);
        }
        Optional<Condition> function = functions.condition();
        if (function.isPresent()) {
            return function.get();
        }
        return comparison(operand());
    }

    /// A parenthesis holds an operand, not a condition, when a comparison follows it.
    private boolean isOperandInParentheses() {
        Token behind = tokens.at(tokens.closing(tokens.position()) + 1);
        return Comparator.of(behind).isPresent() || behind.isWord("BETWEEN") || behind.isWord("IN");
    }

    private Condition comparison(Operand left) {
        Optional<Comparator> comparator = Comparator.of(tokens.peek());
        if (comparator.isPresent()) {
            tokens.next();
            return compare(left, comparator.get(), operand());
        }
        if (tokens.takeWord("BETWEEN")) {
            Operand low = operand();
            if (!tokens.takeWord("AND")) {
                throw tokens.syntaxError();
            }
            return between(left, low, operand());
        }
        if (tokens.takeWord("IN")) {
            return in(left);
        }
        throw tokens.syntaxError();
    }

    private Condition compare(Operand left, Comparator comparator, Operand right) {
        tokens.countOperator();
        if (left instanceof Operand.Path(DocumentPath path) && left.equals(right)) {
            throw functions.notDistinct(comparator.symbol(), path);
        }
        if (comparator.needsOrder()) {
            requireOrder(comparator.symbol(), List.of(left, right));
        }
        return new Condition.Compare(left, comparator, right);
    }

    private void requireOrder(String operator, List<Operand> operands) {
        for (Operand operand : operands) {
            Optional<AttributeType> type = operand.staticType();
            if (type.isPresent() && !type.get().isScalarKey()) {
                throw functions.wrongType(operator, type.get().name());
            }
        }
    }

    private Condition between(Operand operand, Operand low, Operand high) {
        tokens.countOperator();
        requireOrder("BETWEEN", List.of(operand, low, high));
        if (low instanceof Operand.Value(AttributeValue from) && high instanceof Operand.Value(AttributeValue to)) {
            String bounds = "; lower bound operand: AttributeValue: " + text(from)
                    + ", upper bound operand: AttributeValue: " + text(to);
            if (from.type() != to.type()) {
                throw tokens
                        .invalid("The BETWEEN operator requires same data type for lower and upper bounds" + bounds);
            }
            if (ValueOrder.INSTANCE.compare(from, to) > 0) {
                throw tokens
                        .invalid("The BETWEEN operator requires upper bound to be greater than or equal to lower bound"
                                + bounds);
            }
        }
        return new Condition.Between(operand, low, high);
    }

    private static String text(AttributeValue value) {
        String content = switch (value) {
            case AttributeValue.S(String text) -> text;
            case AttributeValue.N number -> Numbers.text(number.value());
            case AttributeValue.B bytes -> bytes.value().base64();
            case AttributeValue.Bool _,AttributeValue.Null _,AttributeValue.L _,AttributeValue.M _,AttributeValue.Ss _,AttributeValue.Ns _,AttributeValue.Bs _ ->
                    throw new IllegalArgumentException("no bound of BETWEEN: " + value.type());
        };
        return "{" + value.type() + ":" + content + "}";
    }

    private Condition in(Operand operand) {
        tokens.countOperator();
        tokens.expect("(");
        List<Operand> choices = new ArrayList<>();
        do {
            choices.add(operand());
        } while (tokens.take(","));
        tokens.expect(")");
        if (choices.size() > IN_OPERANDS_MAX) {
            throw tokens.invalid(
                    "The IN operator is provided with too many operands; number of operands: " + choices.size());
        }
        return new Condition.In(operand, choices);
    }

    private Operand operand() {
        if (tokens.peek().isSymbol("(")) {
            return tokens.inParentheses(false, this::operand);
        }
        if (tokens.peek().kind() == Token.Kind.VALUE) {
            return new Operand.Value(tokens.placeholders().value(tokens.next().text(), tokens.kind()));
        }
        Optional<Operand> size = functions.size();
        if (size.isPresent()) {
            return size.get();
        }
        if (tokens.atPath()) {
            return new Operand.Path(tokens.path());
        }
        throw tokens.syntaxError();
    }
}
