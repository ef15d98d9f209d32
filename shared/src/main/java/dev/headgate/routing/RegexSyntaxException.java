package dev.headgate.routing;

/// Says in one sentence why an expression cannot be used. Never leaves the package.
final class RegexSyntaxException extends Exception {
    private static final long serialVersionUID = 1L;

    RegexSyntaxException(String problem) {
        super(problem, null, false, false);
    }
}
