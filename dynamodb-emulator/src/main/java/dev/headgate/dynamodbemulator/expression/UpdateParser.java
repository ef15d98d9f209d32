package dev.headgate.dynamodbemulator.expression;

import dev.headgate.dynamodbemulator.error.ApiException;
import dev.headgate.dynamodbemulator.value.AttributeType;
import dev.headgate.dynamodbemulator.value.AttributeValue;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;

/// Reads update expressions: the sections `SET`, `REMOVE`, `ADD` and `DELETE`, each at most once, in any order. For use
/// by one thread.
public final class UpdateParser {
    private static final Set<String> SECTIONS = Set.of("SET", "REMOVE", "ADD", "DELETE");

    private final TokenReader tokens;
    private final PathSet paths = new PathSet(ExpressionKind.UPDATE);
    private final List<UpdateAction> actions = new ArrayList<>();

    private UpdateParser(TokenReader tokens) {
        this.tokens = tokens;
    }

    /// Parses and checks an expression.
    ///
    /// @throws ApiException a validation error for what is wrong in it whatever the item
    public static Update parse(String expression, Placeholders placeholders) {
        UpdateParser parser = new UpdateParser(new TokenReader(expression, ExpressionKind.UPDATE, placeholders));
        parser.sections();
        return new Update(parser.actions);
    }

    private void sections() {
        Set<String> seen = new HashSet<>();
        do {
            Token token = tokens.peek();
            String section = token.text().toUpperCase(Locale.ROOT);
            if (token.kind() != Token.Kind.WORD || !SECTIONS.contains(section)) {
                throw tokens.syntaxError();
            }
            if (!seen.add(section)) {
                throw tokens.invalid("The \"" + section + "\" section can only be used once in an update expression;");
            }
            tokens.next();
            do {
                actions.add(action(section));
            } while (tokens.take(","));
        } while (tokens.peek().kind() != Token.Kind.END);
    }

    private UpdateAction action(String section) {
        DocumentPath path = tokens.path();
        paths.add(path);
        tokens.countOperator();
        return switch (section) {
            case "SET" -> {
                tokens.expect("=");
                yield new UpdateAction.Assign(path, sum());
            }
            case "REMOVE" -> new UpdateAction.Remove(path);
            case "ADD" ->
                    new UpdateAction.Add(path, value(section, type -> type == AttributeType.N || type.isSet()));
            case "DELETE" -> new UpdateAction.Delete(path, value(section, AttributeType::isSet));
            default -> throw new IllegalArgumentException("no section: " + section);
        };
    }

    private AttributeValue value(String section, Predicate<AttributeType> allowed) {
        if (tokens.peek().kind() != Token.Kind.VALUE) {
            throw tokens.syntaxError();
        }
        AttributeValue value = tokens.placeholders().value(tokens.next().text(), ExpressionKind.UPDATE);
        if (!allowed.test(value.type())) {
            throw tokens.invalid("Incorrect operand type for operator or function; operator: " + section
                    + ", operand type: " + value.type().longName() + ", typeSet: ALLOWED_FOR_" + section + "_OPERAND");
        }
        return value;
    }

    private UpdateOperand sum() {
        if (tokens.peek().isSymbol("(") && closesAtEndOfAssignment()) {
            return tokens.inParentheses(true, this::sum);
        }
        UpdateOperand left = operand();
        if (tokens.take("+")) {
            UpdateOperand right = operand();
            requireTypes("+", AttributeType.N, left, right);
            return new UpdateOperand.Plus(left, right);
        }
        if (tokens.take("-")) {
            UpdateOperand right = operand();
            requireTypes("-", AttributeType.N, left, right);
            return new UpdateOperand.Minus(left, right);
        }
        return left;
    }

    /// Whether the parenthesis here encloses the whole value and not just the first operand of a sum.
    private boolean closesAtEndOfAssignment() {
        Token behind = tokens.at(tokens.closing(tokens.position()) + 1);
        return !behind.isSymbol("+") && !behind.isSymbol("-");
    }

    private UpdateOperand operand() {
        if (tokens.peek().isSymbol("(")) {
            return tokens.inParentheses(true, this::operand);
        }
        if (tokens.peek().kind() == Token.Kind.VALUE) {
            return new UpdateOperand.Value(tokens.placeholders().value(tokens.next().text(), ExpressionKind.UPDATE));
        }
        if (tokens.peek().kind() == Token.Kind.WORD && tokens.peek(1).isSymbol("(")) {
            return function(tokens.next().text());
        }
        return new UpdateOperand.Path(tokens.path());
    }

    private UpdateOperand function(String name) {
        if (!name.equals("if_not_exists") && !name.equals("list_append")) {
            throw tokens.invalid("Invalid function name; function: " + name);
        }
        tokens.countOperator();
        List<UpdateOperand> operands = new ArrayList<>();
        tokens.expect("(");
        do {
            operands.add(operand());
        } while (tokens.take(","));
        tokens.expect(")");
        if (operands.size() != 2) {
            throw tokens.invalid("Incorrect number of operands for operator or function; operator or function: " + name
                    + ", number of operands: " + operands.size());
        }
        return function(name, operands.get(0), operands.get(1));
    }

    private UpdateOperand function(String name, UpdateOperand first, UpdateOperand second) {
        if (name.equals("list_append")) {
            requireTypes(name, AttributeType.L, first, second);
            return new UpdateOperand.ListAppend(first, second);
        }
        if (first instanceof UpdateOperand.Path(DocumentPath path)) {
            return new UpdateOperand.IfNotExists(path, second);
        }
        throw tokens.invalid("Operator or function requires a document path; operator or function: " + name);
    }

    private void requireTypes(String operator, AttributeType type, UpdateOperand... operands) {
        for (UpdateOperand operand : operands) {
            operand.staticType().filter(actual -> actual != type).ifPresent(actual -> {
                throw tokens
                        .invalid("Incorrect operand type for operator or function; operator or function: " + operator
                                + ", operand type: " + actual);
            });
        }
    }
}
