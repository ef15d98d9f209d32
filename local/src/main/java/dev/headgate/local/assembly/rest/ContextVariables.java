package dev.headgate.local.assembly.rest;

import dev.headgate.event.Envelope;
import dev.headgate.event.RequestIds;
import dev.headgate.http.Request;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/// The variables that API Gateway calls `$context`
/// ([reference](https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-mapping-template-reference.html)).
/// An immutable value; what is absent is the empty text, as API Gateway writes it.
///
/// @param values by name, without `$context.`
record ContextVariables(Map<String, String> values) {
    /// What exists besides those that [#of] gives, and is absent in everything that the emulator serves.
    private static final Set<String> ABSENT = Set.of("identity.accountId", "identity.apiKey", "identity.apiKeyId",
            "identity.caller", "identity.cognitoAuthenticationProvider", "identity.cognitoAuthenticationType",
            "identity.cognitoIdentityId", "identity.cognitoIdentityPoolId", "identity.principalOrgId",
            "identity.user", "identity.userArn", "error.validationErrorString", "wafResponseCode", "webaclArn",
            "xrayTraceId", "awsEndpointRequestId");
    private static final Set<String> PRESENT = Set.of("accountId", "apiId", "domainName", "domainPrefix",
            "extendedRequestId", "httpMethod", "identity.sourceIp", "identity.userAgent", "path", "protocol",
            "requestId", "requestTime", "requestTimeEpoch", "resourceId", "resourcePath", "stage", "error.message",
            "error.messageString", "error.responseType");
    private static final DateTimeFormatter LOG_TIME = DateTimeFormatter
            .ofPattern("dd/MMM/yyyy:HH:mm:ss Z", Locale.ENGLISH).withZone(ZoneOffset.UTC);
    private static final String AUTHORIZER = "authorizer.";

    ContextVariables {
        values = Map.copyOf(values);
    }

    /// @throws NotEmulatedException when API Gateway has no such variable
    static void check(String name) throws NotEmulatedException {
        boolean ofAuthorizer = name.startsWith(AUTHORIZER) && name.length() > AUTHORIZER.length();
        if (!ofAuthorizer && !PRESENT.contains(name) && !ABSENT.contains(name)) {
            throw new NotEmulatedException("the emulator knows no variable $context." + name);
        }
    }

    /// What is known of a request before it has selected anything.
    static ContextVariables of(Request request, Envelope envelope) {
        String domain = envelope.domainName();
        int dot = domain.indexOf('.');
        return new ContextVariables(Map.ofEntries(Map.entry("accountId", envelope.accountId()),
                Map.entry("apiId", envelope.apiId()), Map.entry("domainName", domain),
                Map.entry("domainPrefix", dot < 0 ? domain : domain.substring(0, dot)),
                Map.entry("extendedRequestId", RequestIds.extended(envelope.apiRequestId())),
                Map.entry("httpMethod", request.method()), Map.entry("identity.sourceIp", request.client().address()),
                Map.entry("identity.userAgent", request.headers().first("User-Agent")),
                Map.entry("path", "/" + envelope.stage() + request.target().rawPath()),
                Map.entry("protocol", "HTTP/1.1"), Map.entry("requestId", envelope.apiRequestId()),
                Map.entry("requestTime", LOG_TIME.format(envelope.time())),
                Map.entry("requestTimeEpoch", Long.toString(envelope.time().toEpochMilli())),
                Map.entry("stage", envelope.stage())));
    }

    ContextVariables with(Map<String, String> more) {
        Map<String, String> all = new HashMap<>(values);
        all.putAll(more);
        return new ContextVariables(all);
    }

    /// With what the request selected.
    ContextVariables withResource(RestResource resource) {
        return with(Map.of("resourceId", resource.id(), "resourcePath", resource.path()));
    }

    /// With what an authorizer told.
    ContextVariables withAuthorizer(Map<String, String> told) {
        Map<String, String> prefixed = new HashMap<>();
        told.forEach((name, value) -> prefixed.put(AUTHORIZER + name, value));
        return with(prefixed);
    }

    /// The empty text where it is absent.
    String value(String name) {
        return values.getOrDefault(name, "");
    }
}
