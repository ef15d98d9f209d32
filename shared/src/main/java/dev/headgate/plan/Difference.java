package dev.headgate.plan;

/// How a request that API Gateway serves by itself can differ from the same request on the router.
public enum Difference {
    FORWARDING_FIELDS(
            "The backend gets API Gateway's forwarding fields (`Forwarded`, `X-Forwarded-For`, `-Port`, `-Proto`, "
                    + "`X-Amzn-Trace-Id`), and neither `X-Forwarded-Host`, `-Path`, `-Prefix`, `X-Real-IP` nor `Via`."),
    GATEWAY_FIELDS(
            "The client gets API Gateway's own fields (`Apigw-Requestid`), and neither `X-Kong-*`, `Via` nor `Server`."),
    ERROR_BODIES("What API Gateway answers by itself (a backend that cannot be reached, a throttle) has its own body."),
    RETRIES("A connection that fails is not tried again as the service's `retries` says."),
    TIME_LIMITS("API Gateway's 30 seconds hold instead of the service's time limits."),
    VARIABLE_SEGMENTS(
            "What stands in a variable segment reaches the backend as sent: dot segments and encoded slashes in it are not "
                    + "resolved before.");

    private final String meaning;

    Difference(String meaning) {
        this.meaning = meaning;
    }

    /// What differs, in a sentence of Markdown.
    public String meaning() {
        return meaning;
    }
}
