package dev.headgate.dynamodbemulator.expression;

import dev.headgate.dynamodbemulator.error.ApiException;

/// The kinds of expressions, by the request parameter that carries them.
public enum ExpressionKind {
    CONDITION("ConditionExpression"), FILTER("FilterExpression"), KEY_CONDITION("KeyConditionExpression"),
    PROJECTION("ProjectionExpression"), UPDATE("UpdateExpression");

    private final String parameter;

    ExpressionKind(String parameter) {
        this.parameter = parameter;
    }

    /// The name of the request parameter.
    public String parameter() {
        return parameter;
    }

    /// A validation error that names the kind of expression it is about.
    ApiException invalid(String why) {
        return ApiException.validation("Invalid " + parameter + ": " + why);
    }
}
