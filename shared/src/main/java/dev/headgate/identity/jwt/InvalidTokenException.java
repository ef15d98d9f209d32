package dev.headgate.identity.jwt;

/// A token is not believed. Thrown for what strangers send, so it carries no stack trace.
public final class InvalidTokenException extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient TokenProblem problem;

    public InvalidTokenException(TokenProblem problem) {
        super(problem.message(), null, false, false);
        this.problem = problem;
    }

    /// Why not.
    public TokenProblem problem() {
        return problem;
    }
}
