package dev.headgate.local.assembly.rest;

import dev.headgate.event.GatewayResponseType;
import java.util.Optional;

/// Why API Gateway answers by itself, with what the client gets where the template says nothing else.
///
/// Statuses are those of
/// [gateway response types](https://docs.aws.amazon.com/apigateway/latest/developerguide/supported-gateway-response-types.html);
/// messages and error types those that LocalStack's tests against AWS recorded (2024), as far as they did.
///
/// @param type the occasion
/// @param status the status
/// @param message `$context.error.message`; absent where AWS writes null
/// @param errorType the field `x-amzn-ErrorType`
record GatewayFailure(GatewayResponseType type, int status, Optional<String> message, String errorType) {
    private static final String INTERNAL = "Internal server error";
    private static final String SERVER_ERROR = "InternalServerErrorException";

    private static GatewayFailure of(GatewayResponseType type, String message, String errorType) {
        return new GatewayFailure(type, type.status(), Optional.of(message), errorType);
    }

    /// No resource has that path and method.
    static GatewayFailure missingAuthenticationToken() {
        return of(GatewayResponseType.MISSING_AUTHENTICATION_TOKEN, "Missing Authentication Token",
                "MissingAuthenticationTokenException");
    }

    static GatewayFailure throttled() {
        return of(GatewayResponseType.THROTTLED, "Too Many Requests", "TooManyRequestsException");
    }

    static GatewayFailure unauthorized() {
        return of(GatewayResponseType.UNAUTHORIZED, "Unauthorized", "UnauthorizedException");
    }

    static GatewayFailure accessDenied(String message) {
        return of(GatewayResponseType.ACCESS_DENIED, message, "AccessDeniedException");
    }

    static GatewayFailure authorizerFailure() {
        return new GatewayFailure(GatewayResponseType.AUTHORIZER_FAILURE, 500, Optional.empty(),
                "AuthorizerFailureException");
    }

    static GatewayFailure authorizerConfigurationError() {
        return new GatewayFailure(GatewayResponseType.AUTHORIZER_CONFIGURATION_ERROR, 500, Optional.empty(),
                "AuthorizerConfigurationException");
    }

    static GatewayFailure unsupportedMediaType() {
        return of(GatewayResponseType.UNSUPPORTED_MEDIA_TYPE, "Unsupported Media Type", "BadRequestException");
    }

    /// What the template asks for cannot be done with this request, as with a base64 that is none.
    static GatewayFailure configuration() {
        return of(GatewayResponseType.API_CONFIGURATION_ERROR, INTERNAL, SERVER_ERROR);
    }

    /// What has no occasion of its own, such as a mapping of a field that must not be mapped.
    static GatewayFailure internal() {
        return of(GatewayResponseType.DEFAULT_5XX, INTERNAL, SERVER_ERROR);
    }

    /// A function that fails or gives no proper answer. The status is its own, as [the core's answer][
    /// dev.headgate.event.ProxyResponses] says; that DEFAULT_5XX customises it is what users of it report, not AWS.
    static GatewayFailure ofFunction() {
        return new GatewayFailure(GatewayResponseType.DEFAULT_5XX, 502, Optional.of(INTERNAL), SERVER_ERROR);
    }

    static GatewayFailure integrationTimeout() {
        return of(GatewayResponseType.INTEGRATION_TIMEOUT, "Endpoint request timed out", SERVER_ERROR);
    }

    static GatewayFailure integrationFailure() {
        return of(GatewayResponseType.INTEGRATION_FAILURE, "Network error communicating with endpoint", SERVER_ERROR);
    }
}
