package dev.headgate.dynamodbemulator.expression;

import dev.headgate.dynamodbemulator.error.ApiException;
import dev.headgate.dynamodbemulator.value.AttributeType;
import dev.headgate.dynamodbemulator.value.AttributeValue;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/// Reads the functions of conditions and checks their operands. Names are case-sensitive, unlike keywords. For use by
/// one thread.
final class FunctionParser {
    private static final Set<String> CONDITIONS = Set.of("attribute_exists", "attribute_not_exists", "attribute_type",
            "begins_with", "contains");
    private static final Set<AttributeType> SIZELESS = EnumSet.of(AttributeType.N, AttributeType.BOOL,
            AttributeType.NULL);

    private final TokenReader tokens;
    private final Supplier<Operand> operandParser;

    FunctionParser(TokenReader tokens, Supplier<Operand> operandParser) {
        this.tokens = tokens;
        this.operandParser = operandParser;
    }

    /// A function that is a condition of itself; empty where no such stands next.
    Optional<Condition> condition() {
        if (!atCall() || isComparedSize()) {
            return Optional.empty();
        }
        String name = tokens.peek().text();
        if (!CONDITIONS.contains(name)) {
            throw name.equals("size") ? misused(name) : unknown(name);
        }
        tokens.next();
        tokens.countOperator();
        List<Operand> operands = operands();
        return Optional.of(condition(name, operands));
    }

    /// `size(…)`; empty where no function stands next.
    Optional<Operand> size() {
        if (!atCall()) {
            return Optional.empty();
        }
        String name = tokens.peek().text();
        if (!name.equals("size")) {
            throw CONDITIONS.contains(name) ? misused(name) : unknown(name);
        }
        tokens.next();
        tokens.countOperator();
        List<Operand> operands = operands();
        requireCount("size", operands, 1);
        operands.getFirst().staticType().filter(SIZELESS::contains).ifPresent(type -> {
            throw wrongType("size", type.name());
        });
        return Optional.of(new Operand.Size(operands.getFirst()));
    }

    private boolean atCall() {
        return tokens.peek().kind() == Token.Kind.WORD && tokens.peek(1).isSymbol("(") && tokens.atPath();
    }

    private boolean isComparedSize() {
        Token behind = tokens.at(tokens.closing(tokens.position() + 1) + 1);
        return tokens.peek().text().equals("size")
                && (Comparator.of(behind).isPresent() || behind.isWord("BETWEEN") || behind.isWord("IN"));
    }

    private List<Operand> operands() {
        tokens.expect("(");
        List<Operand> operands = new ArrayList<>();
        do {
            operands.add(operandParser.get());
        } while (tokens.take(","));
        tokens.expect(")");
        return operands;
    }

    private Condition condition(String name, List<Operand> operands) {
        return switch (name) {
            case "attribute_exists" -> new Condition.Exists(onlyPath(name, operands));
            case "attribute_not_exists" -> new Condition.NotExists(onlyPath(name, operands));
            case "attribute_type" -> attributeType(operands);
            case "begins_with" -> beginsWith(operands);
            case "contains" -> contains(operands);
            default -> throw new IllegalArgumentException("no condition function: " + name);
        };
    }

    private DocumentPath onlyPath(String name, List<Operand> operands) {
        requireCount(name, operands, 1);
        if (operands.getFirst() instanceof Operand.Path(DocumentPath path)) {
            return path;
        }
        throw tokens.invalid("Operator or function requires a document path; operator or function: " + name);
    }

    private Condition attributeType(List<Operand> operands) {
        requireCount("attribute_type", operands, 2);
        String allTypes = EnumSet.allOf(AttributeType.class).stream().map(Enum::name)
                .collect(Collectors.joining(",", "{", "}"));
        if (!(operands.get(1) instanceof Operand.Value(AttributeValue.S(String name)))) {
            throw wrongType("attribute_type", operands.get(1).staticType().map(Enum::name).orElse(allTypes));
        }
        return EnumSet.allOf(AttributeType.class).stream().filter(type -> type.name().equals(name)).findFirst()
                .map(type -> new Condition.HasType(operands.getFirst(), type)).orElseThrow(() -> tokens
                        .invalid("Invalid attribute type name found; type: " + name + ", valid types: " + allTypes));
    }

    private Condition beginsWith(List<Operand> operands) {
        requireCount("begins_with", operands, 2);
        requireDistinct("begins_with", operands);
        for (Operand operand : operands) {
            operand.staticType().filter(type -> type != AttributeType.S && type != AttributeType.B).ifPresent(type -> {
                throw wrongType("begins_with", type.name());
            });
        }
        return new Condition.BeginsWith(operands.get(0), operands.get(1));
    }

    private Condition contains(List<Operand> operands) {
        requireCount("contains", operands, 2);
        requireDistinct("contains", operands);
        return new Condition.Contains(operands.get(0), operands.get(1));
    }

    private void requireCount(String name, List<Operand> operands, int count) {
        if (operands.size() != count) {
            throw tokens.invalid("Incorrect number of operands for operator or function; operator or function: " + name
                    + ", number of operands: " + operands.size());
        }
    }

    private void requireDistinct(String name, List<Operand> operands) {
        if (operands.get(0) instanceof Operand.Path(DocumentPath path) && operands.get(0).equals(operands.get(1))) {
            throw notDistinct(name, path);
        }
    }

    ApiException notDistinct(String operator, DocumentPath path) {
        return tokens.invalid("The first operand must be distinct from the remaining operands for this operator or "
                + "function; operator: " + operator + ", first operand: " + path);
    }

    ApiException wrongType(String operator, String type) {
        return tokens.invalid("Incorrect operand type for operator or function; operator or function: " + operator
                + ", operand type: " + type);
    }

    private ApiException unknown(String name) {
        return tokens.invalid("Invalid function name; function: " + name);
    }

    private ApiException misused(String name) {
        return tokens.invalid("The function is not allowed to be used this way in an expression; function: " + name);
    }
}
