package dev.headgate.benchmarks.events;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Map;

/// An HTTP API's event, payload format 2.0, as an application binds it with Jackson. Members are null where the event has
/// none.
@JsonInclude(JsonInclude.Include.NON_NULL)
record EventDocument(
        String version,
        String routeKey,
        String rawPath,
        String rawQueryString,
        List<String> cookies,
        Map<String, String> headers,
        Map<String, String> queryStringParameters,
        Context requestContext,
        Map<String, String> pathParameters,
        String body,
        boolean isBase64Encoded) {

    /// What API Gateway knows of the request.
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Context(
            String accountId,
            String apiId,
            String domainName,
            String domainPrefix,
            Http http,
            String requestId,
            String routeKey,
            String stage,
            String time,
            long timeEpoch) {}

    /// The request line and who sent it.
    record Http(String method, String path, String protocol, String sourceIp, String userAgent) {}
}
