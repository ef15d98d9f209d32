package dev.headgate.event;

import java.time.Instant;
import java.util.Map;

/// What API Gateway knows of a request besides the request: which API it reached, and what an authorizer said of it. It
/// is what the request is wrapped in when an event is written. An immutable value; no member is null.
///
/// @param stage `$default`, which stands in no path, or a named stage, which HTTP APIs put in front of the path
/// @param apiId the API's id, ten letters and digits
/// @param accountId the AWS account, twelve digits
/// @param region such as `eu-central-1`; part of the ARNs in authorizer events
/// @param domainName the name the client reached the API under, without a port
/// @param routeKey the route that API Gateway chose: `$default` or `METHOD /path/{variable}/{rest+}`; for REST the
///        resource's method and path in the same form, `$default` standing for the resource `/{proxy+}`
/// @param time when the request came in; milliseconds count
/// @param apiRequestId API Gateway's name for the request: a UUID for REST, fifteen characters and `=` for HTTP APIs
/// @param authorizer the context a Lambda authorizer returned; empty where none ran
public record Envelope(
        String stage,
        String apiId,
        String accountId,
        String region,
        String domainName,
        String routeKey,
        Instant time,
        String apiRequestId,
        Map<String, String> authorizer) {
    /// The stage of an HTTP API that stands in no path.
    public static final String DEFAULT_STAGE = "$default";
    /// The route of an HTTP API that takes what no other route does.
    public static final String DEFAULT_ROUTE = "$default";

    public Envelope {
        authorizer = Map.copyOf(authorizer);
    }

    /// The same with what an authorizer returned.
    public Envelope withAuthorizer(Map<String, String> context) {
        return new Envelope(stage, apiId, accountId, region, domainName, routeKey, time, apiRequestId, context);
    }
}
