package dev.headgate.local.front;

import dev.headgate.event.AuthorizerDecisions;
import dev.headgate.event.AuthorizerEvent;
import dev.headgate.event.PayloadFormat;
import java.time.Duration;

/// The two kinds of API that API Gateway has for HTTP, and what differs between them on the way of a request.
public enum ApiKind {
    /// HTTP API: payload 2.0, simple authorizer responses, the stage `$default`.
    HTTP(PayloadFormat.HTTP_API_V2, AuthorizerEvent.Kind.HTTP_V2, AuthorizerDecisions.Form.SIMPLE, "$default",
            Duration.ofSeconds(30)),
    /// REST API: the REST proxy event, authorizers that return policies, a named stage that a domain name hides.
    REST(PayloadFormat.REST, AuthorizerEvent.Kind.REST_REQUEST, AuthorizerDecisions.Form.POLICY, "local",
            Duration.ofSeconds(29));

    private final PayloadFormat payload;
    private final AuthorizerEvent.Kind authorizerEvent;
    private final AuthorizerDecisions.Form authorizerForm;
    private final String stage;
    private final Duration integrationTimeout;

    ApiKind(PayloadFormat payload, AuthorizerEvent.Kind authorizerEvent, AuthorizerDecisions.Form authorizerForm,
            String stage, Duration integrationTimeout) {
        this.payload = payload;
        this.authorizerEvent = authorizerEvent;
        this.authorizerForm = authorizerForm;
        this.stage = stage;
        this.integrationTimeout = integrationTimeout;
    }

    /// What the router's events look like.
    public PayloadFormat payload() {
        return payload;
    }

    /// What the authorizer's events look like.
    public AuthorizerEvent.Kind authorizerEvent() {
        return authorizerEvent;
    }

    /// What the authorizer answers with.
    public AuthorizerDecisions.Form authorizerForm() {
        return authorizerForm;
    }

    /// The stage that local requests go to.
    public String stage() {
        return stage;
    }

    /// How long API Gateway waits for the router at the most.
    public Duration integrationTimeout() {
        return integrationTimeout;
    }
}
