package dev.headgate.event;

import dev.headgate.http.Request;
import java.util.List;

/// What an event for a Lambda authorizer says. An immutable value; no member is null.
///
/// @param kind which kind of authorizer it is for
/// @param request as the client sent it, without its body, which API Gateway shows to no authorizer. A TOKEN event
///        carries the token alone: there the request has an Authorization field with it, the method and path of the
///        method's ARN, and neither host, query nor client
/// @param methodArn what is to be invoked: `methodArn`, or `routeArn` in payload format 2.0
/// @param identitySource the values of the identity sources in their order; empty where none is configured
/// @param isForBackend whether API Gateway hands the request to a backend by itself if it passes: it came to a route of an
///        HTTP API other than `$default`, behind which the router stands
public record AuthorizerEvent(
        Kind kind,
        Request request,
        String methodArn,
        List<String> identitySource,
        boolean isForBackend) {
    /// The kinds of Lambda authorizer.
    public enum Kind {
        /// HTTP API, payload format 2.0.
        HTTP_V2,
        /// HTTP API, payload format 1.0.
        HTTP_V1,
        /// REST API, REQUEST: the whole request but its body.
        REST_REQUEST,
        /// REST API, TOKEN: one header.
        REST_TOKEN
    }

    /// Of a request that goes on to the router.
    public AuthorizerEvent(Kind kind, Request request, String methodArn, List<String> identitySource) {
        this(kind, request, methodArn, identitySource, false);
    }

    public AuthorizerEvent {
        identitySource = List.copyOf(identitySource);
    }
}
