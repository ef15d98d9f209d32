package dev.headgate.local.assembly.rest;

/// Where a mapped value comes from
/// ([data mapping reference](https://docs.aws.amazon.com/apigateway/latest/developerguide/request-response-data-mappings.html)).
sealed interface ValueSource {
    /// A text between apostrophes.
    record Constant(String text) implements ValueSource {}

    /// Something of the request.
    record OfRequest(RequestParameter parameter) implements ValueSource {}

    /// A variable of the context, without `context.` before its name.
    record OfContext(String name) implements ValueSource {}

    /// Reads an expression, such as `'constant'`, `context.requestId` or `method.request.header.Name`.
    ///
    /// @throws NotEmulatedException when it is none of these
    static ValueSource parse(String expression) throws NotEmulatedException {
        if (expression.length() >= 2 && expression.startsWith("'") && expression.endsWith("'")) {
            return new Constant(expression.substring(1, expression.length() - 1));
        }
        if (expression.startsWith("context.")) {
            String name = expression.substring("context.".length());
            ContextVariables.check(name);
            return new OfContext(name);
        }
        return new OfRequest(RequestParameter.parse(expression));
    }
}
