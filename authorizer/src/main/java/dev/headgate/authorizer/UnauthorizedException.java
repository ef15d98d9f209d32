package dev.headgate.authorizer;

import dev.headgate.event.AuthorizerDecisions;

/// What makes API Gateway answer 401. It is no failure, so it has no stack trace.
final class UnauthorizedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    UnauthorizedException() {
        super(AuthorizerDecisions.UNAUTHORIZED, null, false, false);
    }
}
