package dev.headgate.dynamodbemulator.expression;

import dev.headgate.dynamodbemulator.error.ApiException;
import dev.headgate.dynamodbemulator.value.AttributeValue;
import java.util.LinkedHashMap;
import java.util.Map;

/// Reads key condition expressions: one test, or two joined by `AND`, each of one key attribute against values.
///
/// Source: DynamoDB developer guide, "Key condition expressions for the Query operation".
public final class KeyConditions {
    private final Map<String, KeyTest> tests = new LinkedHashMap<>();

    private KeyConditions() {}

    /// The tests by attribute.
    ///
    /// @throws ApiException a validation error where the expression is no key condition
    public static Map<String, KeyTest> parse(String expression, Placeholders placeholders) {
        KeyConditions conditions = new KeyConditions();
        conditions.collect(ConditionParser.parse(expression, ExpressionKind.KEY_CONDITION, placeholders));
        return Map.copyOf(conditions.tests);
    }

    private void collect(Condition condition) {
        switch (condition) {
            case Condition.And(Condition left, Condition right) -> {
                collect(left);
                collect(right);
            }
            case Condition.Compare(Operand left, Comparator comparator, Operand right) -> {
                if (comparator == Comparator.NOT_EQUAL) {
                    throw invalidOperator("<>");
                }
                compare(left, comparator, right);
            }
            case Condition.Between(Operand key, Operand low, Operand high) ->
                    add(key(key, "BETWEEN"), new KeyTest.Between(value(low), value(high)));
            case Condition.BeginsWith(Operand key, Operand prefix) ->
                    add(key(key, "begins_with"), new KeyTest.BeginsWith(value(prefix)));
            case Condition.Or _ -> throw invalidOperator("OR");
            case Condition.Not _ -> throw invalidOperator("NOT");
            case Condition.In _ -> throw invalidOperator("IN");
            case Condition.Exists _ -> throw invalidOperator("attribute_exists");
            case Condition.NotExists _ -> throw invalidOperator("attribute_not_exists");
            case Condition.HasType _ -> throw invalidOperator("attribute_type");
            case Condition.Contains _ -> throw invalidOperator("contains");
        }
    }

    private void compare(Operand left, Comparator comparator, Operand right) {
        if (left instanceof Operand.Path) {
            add(key(left, comparator.symbol()), new KeyTest.Compare(comparator, value(right)));
        } else if (right instanceof Operand.Path) {
            add(key(right, comparator.symbol()), new KeyTest.Compare(comparator.flipped(), value(left)));
        } else if (left instanceof Operand.Size || right instanceof Operand.Size) {
            throw ApiException.validation("KeyConditionExpressions cannot contain nested operations");
        } else {
            throw invalidCondition("No key attribute specified");
        }
    }

    private static String key(Operand operand, String operator) {
        return switch (operand) {
            case Operand.Path(DocumentPath path) -> {
                if (path.isNested()) {
                    throw ApiException
                            .validation("KeyConditionExpressions cannot have conditions on nested attributes");
                }
                yield path.head();
            }
            case Operand.Value _ ->
                    throw invalidCondition(operator + " operator must have the key attribute as its first operand");
            case Operand.Size _ ->
                    throw ApiException.validation("KeyConditionExpressions cannot contain nested operations");
        };
    }

    private static AttributeValue value(Operand operand) {
        return switch (operand) {
            case Operand.Value(AttributeValue value) -> value;
            case Operand.Path _ -> throw invalidCondition("Multiple attribute names used in one condition");
            case Operand.Size _ ->
                    throw ApiException.validation("KeyConditionExpressions cannot contain nested operations");
        };
    }

    private void add(String attribute, KeyTest test) {
        if (tests.put(attribute, test) != null) {
            throw ApiException.validation("KeyConditionExpressions must only contain one condition per key");
        }
    }

    private static ApiException invalidOperator(String operator) {
        return ApiException.validation("Invalid operator used in KeyConditionExpression: " + operator);
    }

    private static ApiException invalidCondition(String why) {
        return ApiException.validation("Invalid condition in KeyConditionExpression: " + why);
    }
}
