package dev.headgate.plan;

/// How far a natively placed route may differ from the same route on the router.
public enum PlacementPolicy {
    /// In what API Gateway writes on every request and answer, and in its own errors.
    STRICT,
    /// Also in what happens when a backend does not answer, in how odd paths reach it, and in what callers that are
    /// refused and their backends are told.
    BALANCED,
    /// Not at all: everything is placed on the router.
    ROUTER;

    /// Whether a route may differ so.
    public boolean accepts(Difference difference) {
        return switch (this) {
            case BALANCED -> true;
            case ROUTER -> false;
            case STRICT -> switch (difference) {
                case FORWARDING_FIELDS,GATEWAY_FIELDS,ERROR_BODIES,API_THROTTLE,VPC_LINK -> true;
                case RETRIES,TIME_LIMITS,VARIABLE_SEGMENTS,TRANSFORMED_FIELDS,CONSUMER_FIELDS,AUTHORIZER_CACHE,JWT_AUTHORIZER,CORS_ANSWERS,ADDRESS_REFUSALS,LAMBDA_EVENTS,CONSTANT_ANSWERS,REST_REQUESTS,REMAPPED_FIELDS ->
                    false;
            };
        };
    }
}
