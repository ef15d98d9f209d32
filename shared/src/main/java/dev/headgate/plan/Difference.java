package dev.headgate.plan;

/// How a request that API Gateway serves by itself can differ from the same request on the router.
public enum Difference {
    FORWARDING_FIELDS(
            "The backend gets names of header fields in lower case, repeated fields in one line, and API Gateway's forwarding "
                    + "fields (`Forwarded`, `X-Forwarded-For`, `-Port`, `-Proto`, `X-Amzn-Trace-Id`); not `X-Forwarded-Host` "
                    + "and `Via`. `X-Real-IP` is whoever connected, and `X-Kong-Request-Id` is API Gateway's own."),
    GATEWAY_FIELDS(
            "The client gets API Gateway's own fields (`Apigw-Requestid`), and neither `X-Kong-*`, `Via` nor `Server`."),
    ERROR_BODIES("What API Gateway answers by itself (a backend that cannot be reached, a throttle) has its own body."),
    API_THROTTLE(
            "API Gateway's throttle holds instead of rate-limiting: for all callers together, and not to the letter."),
    VPC_LINK(
            "A private backend is called at the listener in `headgate.yaml`, from the VPC link's addresses and whatever its name "
                    + "stands for. A link that nobody uses for 60 days becomes inactive: requests fail for some minutes when it is "
                    + "used again."),
    RETRIES("A connection that fails is not tried again as the service's `retries` says."),
    TIME_LIMITS("API Gateway's 30 seconds hold instead of the service's time limits."),
    VARIABLE_SEGMENTS(
            "What stands in a variable segment reaches the backend as API Gateway reads it: dot segments, doubled and encoded "
                    + "slashes in it are not resolved before."),
    TRANSFORMED_FIELDS(
            "A value that a transformer appends to a field stands in the same line, behind a comma; answers with a status that "
                    + "is not registered are not changed."),
    CONSUMER_FIELDS(
            "The fields that tell the backend of the caller (`X-Consumer-Custom-ID`, `X-Credential-Identifier`, groups) are "
                    + "empty, not absent, where there is nothing to tell. Refusals have API Gateway's own body."),
    AUTHORIZER_CACHE(
            "A credential that is revoked or expires is good for as long as API Gateway keeps the authorizer's answer."),
    JWT_AUTHORIZER(
            "API Gateway verifies tokens by itself: RSA signatures only, in `Authorization` only, with or without `Bearer`; keys "
                    + "of the provider for up to two hours. Refusals have its own body, and a token for another audience gets 401 "
                    + "where the plugin answers 403."),
    CORS_ANSWERS(
            "API Gateway answers every OPTIONS request of a browser by itself, for all paths, and writes the fields of CORS only "
                    + "for origins that may read the answer."),
    ADDRESS_REFUSALS(
            "API Gateway refuses addresses before anything else: with ip-restriction's status and message, always as JSON, unseen "
                    + "by plugins that log, and also where a preflight, a missing route or a missing credential would be answered. Paths of more "
                    + "than some 1,500 bytes get 414."),
    LAMBDA_EVENTS("The function gets API Gateway's own event, with the API's names and ids in it."),
    CONSTANT_ANSWERS(
            "A request whose content has another type than JSON is answered by 500 or 415 of API Gateway's own."),
    REST_REQUESTS(
            "A REST API takes `/orders/` for `/orders`, decodes and encodes the query anew, leaves `X-Forwarded-Path` and "
                    + "`-Prefix` as the client wrote them, takes away `Content-Encoding` and `Content-MD5` of requests, writes `Accept` "
                    + "and `User-Agent` where the client has none, and answers 403 by itself to doubled slashes where a key has a "
                    + "variable."),
    REMAPPED_FIELDS(
            "A REST API renames fields of answers: `Server`, `Date`, `WWW-Authenticate` and others become "
                    + "`x-amzn-Remapped-…`.");

    private final String meaning;

    Difference(String meaning) {
        this.meaning = meaning;
    }

    /// What differs, in a sentence of Markdown.
    public String meaning() {
        return meaning;
    }
}
