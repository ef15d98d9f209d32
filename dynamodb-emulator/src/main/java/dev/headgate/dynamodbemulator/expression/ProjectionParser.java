package dev.headgate.dynamodbemulator.expression;

/// Reads projection expressions: paths parted by commas. Source: DynamoDB developer guide, "Projection expressions".
public final class ProjectionParser {
    private ProjectionParser() {}

    /// Parses and checks an expression.
    ///
    /// @throws dev.headgate.dynamodbemulator.error.ApiException a validation error for what is wrong in it
    public static Projection parse(String expression, Placeholders placeholders) {
        TokenReader tokens = new TokenReader(expression, ExpressionKind.PROJECTION, placeholders);
        PathSet paths = new PathSet(ExpressionKind.PROJECTION);
        do {
            paths.add(tokens.path());
        } while (tokens.take(","));
        tokens.expectEnd();
        return new Projection(paths.paths());
    }
}
