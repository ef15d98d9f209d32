package dev.headgate.event;

import dev.headgate.http.Request;
import java.util.Map;

/// What a proxy event says. An immutable value; no member is null.
///
/// @param format the shape the event came in, and so the shape that its answer must have
/// @param request as the client sent it
/// @param stage the API's stage, such as `$default` or `prod`
/// @param apiRequestId API Gateway's own name for the request, as its access logs have it (`$context.requestId`)
/// @param authorizer what the Lambda authorizer put into its context, numbers and booleans as text, other values as JSON
///        text; empty where no Lambda authorizer ran. API Gateway itself adds `principalId` and `integrationLatency` for
///        REST
public record ProxyEvent(
        PayloadFormat format,
        Request request,
        String stage,
        String apiRequestId,
        Map<String, String> authorizer) {
    public ProxyEvent {
        authorizer = Map.copyOf(authorizer);
    }
}
