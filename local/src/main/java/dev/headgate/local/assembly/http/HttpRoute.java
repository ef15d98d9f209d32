package dev.headgate.local.assembly.http;

import java.util.Optional;

/// A route of an HTTP API.
///
/// @param key by which it is chosen
/// @param authorization who may call it
/// @param integration answers it
record HttpRoute(RouteKey key, Authorization authorization, Integration integration) {
    /// With which throttle, authorizer and integration it is answered, for reports.
    Optional<String> authorizerName() {
        return switch (authorization) {
            case Authorization.Open _ -> Optional.empty();
            case Authorization.Jwt(JwtAuthorizer authorizer, _) -> Optional.of(authorizer.name());
            case Authorization.Lambda(LambdaAuthorizer authorizer) -> Optional.of(authorizer.name());
        };
    }
}
