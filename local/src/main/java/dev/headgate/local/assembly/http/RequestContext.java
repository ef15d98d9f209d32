package dev.headgate.local.assembly.http;

import dev.headgate.event.Envelope;
import dev.headgate.http.Request;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// What API Gateway knows of a request by the time its route is chosen.
///
/// @param api that it reached
/// @param stage that it reached
/// @param domainName by which it did
/// @param routeKey of its route
/// @param variables what the route's variables took
/// @param time when it came
/// @param apiRequestId API Gateway's name for it
/// @param caller what the authorizer found out
record RequestContext(ApiIdentity api, HttpStage stage, String domainName, String routeKey,
        Map<String, String> variables, Instant time, String apiRequestId, Caller caller) {
    private static final DateTimeFormatter COMMON_LOG_TIME = DateTimeFormatter
            .ofPattern("dd/MMM/yyyy:HH:mm:ss Z", Locale.ENGLISH).withZone(ZoneOffset.UTC);

    RequestContext {
        variables = Map.copyOf(variables);
    }

    RequestContext with(Caller found) {
        return new RequestContext(api, stage, domainName, routeKey, variables, time, apiRequestId, found);
    }

    /// What events are written with.
    Envelope envelope() {
        return new Envelope(stage.name(), api.apiId(), api.accountId(), api.region(), domainName, routeKey, time,
                apiRequestId, caller.context());
    }

    /// The value of `$context.NAME`; absent where there is none.
    Optional<String> variable(String name, Request request) {
        return switch (name) {
            case "accountId" -> Optional.of(api.accountId());
            case "apiId" -> Optional.of(api.apiId());
            case "domainName" -> Optional.of(domainName);
            case "domainPrefix" -> Optional.of(domainName.split("\\.", 2)[0]);
            case "extendedRequestId", "requestId" -> Optional.of(apiRequestId);
            case "httpMethod" -> Optional.of(request.method());
            case "identity.sourceIp" -> Optional.of(request.client().address());
            case "identity.userAgent" -> Optional.of(request.headers().first("User-Agent"));
            case "path" -> Optional.of(stage.prefix() + request.target().rawPath());
            case "protocol" -> Optional.of("HTTP/1.1");
            case "requestTime" -> Optional.of(COMMON_LOG_TIME.format(time));
            case "requestTimeEpoch" -> Optional.of(String.valueOf(time.toEpochMilli()));
            case "routeKey" -> Optional.of(routeKey);
            case "stage" -> Optional.of(stage.name());
            default -> caller.variable(name);
        };
    }
}
