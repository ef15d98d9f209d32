package dev.headgate.local.assembly.http;

import java.util.List;

/// Who may call a route.
sealed interface Authorization {
    /// Anybody.
    record Open() implements Authorization {}

    /// Who has a token.
    ///
    /// @param scopes of which the token has to have one; empty where it need have none
    record Jwt(JwtAuthorizer authorizer, List<String> scopes) implements Authorization {
        public Jwt {
            scopes = List.copyOf(scopes);
        }
    }

    /// Whom a function lets pass.
    record Lambda(LambdaAuthorizer authorizer) implements Authorization {}
}
