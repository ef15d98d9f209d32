package dev.headgate.event;

import dev.headgate.event.AuthorizerEvent.Kind;
import dev.headgate.http.Response;
import java.util.Map;

/// How API Gateway refuses by itself, for each kind of authorizer.
final class AuthorizerRefusals {
    private static final String DENIED = "User is not authorized to access this resource";

    private AuthorizerRefusals() {}

    static AuthorizerAnswer unauthorized() {
        return refused(GatewayResponseType.UNAUTHORIZED, Map.of(), GatewayAnswers.message(401, "Unauthorized"));
    }

    static AuthorizerAnswer failure(Kind kind) {
        return refused(GatewayResponseType.AUTHORIZER_FAILURE, Map.of(), error(kind));
    }

    static AuthorizerAnswer configurationError(Kind kind) {
        return refused(GatewayResponseType.AUTHORIZER_CONFIGURATION_ERROR, Map.of(), error(kind));
    }

    /// @param explicit a Deny statement says so, rather than no Allow statement
    static AuthorizerAnswer denied(Kind kind, Map<String, String> context, boolean explicit) {
        return refused(GatewayResponseType.ACCESS_DENIED, context, switch (kind) {
            case HTTP_V2, HTTP_V1 -> GatewayAnswers.message(403, "Forbidden");
            case REST_REQUEST, REST_TOKEN -> GatewayAnswers.json(403, "{\"Message\":\"" + DENIED
                    + (explicit ? " with an explicit deny" : "") + "\"}");
        });
    }

    private static Response error(Kind kind) {
        return switch (kind) {
            case HTTP_V2, HTTP_V1 -> GatewayAnswers.message(500, "Internal Server Error");
            case REST_REQUEST, REST_TOKEN -> GatewayAnswers.json(500, "{\"message\":null}");
        };
    }

    private static AuthorizerAnswer refused(GatewayResponseType type, Map<String, String> context, Response response) {
        return new AuthorizerAnswer.Refused(type, context, response);
    }
}
