package dev.headgate.local.assembly.http;

import dev.headgate.event.GatewayLimits;
import dev.headgate.http.Headers;
import dev.headgate.http.Request;
import dev.headgate.http.Response;
import dev.headgate.local.assembly.BackendCalls;
import java.io.IOException;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/// Calls the backend of an HTTP integration.
///
/// Which path is asked for:
/// - the address's, with the route's variables in it; a query of the address stands before the client's;
/// - behind that the client's whole path, where the route is `$default`
///   ([routes](https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-routes.html));
/// - over a VPC link the client's path with a named stage before it
///   ([private integrations](https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-private.html));
/// - whatever `overwrite:path` says, in the place of all this.
///
/// The Host is the address's; over a VPC link it is the client's, which `overwrite:header.host` can change.
///
/// @param backends makes calls
/// @param undocumented what AWS leaves open
record HttpCall(BackendCalls backends, Undocumented undocumented) {
    private static final Set<String> OF_CONNECTION = Set.of("connection", "keep-alive", "proxy-connection", "te",
            "trailer", "transfer-encoding", "upgrade");

    Response answer(Integration.Http integration, MappingValues values) {
        Response answer;
        try {
            answer = backends.call(call(integration, values));
        } catch (IOException _) {
            return ApiAnswers.unavailable();
        }
        if (answer.body().length() > GatewayLimits.PAYLOAD_BYTES_MAX) {
            return ApiAnswers.internalServerError();
        }
        Response received = answer.withHeaders(
                answer.headers().without(name -> OF_CONNECTION.contains(name.toLowerCase(Locale.ROOT))));
        return integration.response().apply(received, values.with(received), undocumented.absentSource());
    }

    private BackendCalls.Call call(Integration.Http integration, MappingValues values) {
        Request request = values.request();
        RequestMapping.Mapped mapped = integration.request().apply(
                ForwardedRequest.ofClient(request.headers(), undocumented.repeatedFields()),
                request.target().rawQuery(), values, undocumented.absentSource());
        IntegrationUri uri = integration.uri();
        String path = mapped.path().map(HttpCall::absolute).orElseGet(() -> path(integration, values));
        String query = joined(IntegrationUri.filled(uri.query(), variables(values)), mapped.rawQuery());
        return new BackendCalls.Call(integration.method().orElse(request.method()), uri.scheme(), uri.host(),
                uri.port(),
                query.isEmpty() ? path : path + "?" + query, headers(integration, values, mapped.headers()),
                request.body(), integration.timeout());
    }

    /// What a mapping writes need not begin with a slash, and may hold what can stand in no path.
    private static String absolute(String path) {
        String encoded = PathSegments.encoded(path);
        return encoded.startsWith("/") ? encoded : "/" + encoded;
    }

    private String path(Integration.Http integration, MappingValues values) {
        String requested = values.request().target().rawPath();
        if (integration.isPrivate()) {
            return values.context().stage().prefix() + requested;
        }
        String filled = IntegrationUri.filled(integration.uri().path(), variables(values));
        String path = filled.isEmpty() ? "/" : filled;
        return values.context().routeKey().equals(RouteKey.DEFAULT)
                ? (path.endsWith("/") ? path.substring(0, path.length() - 1) : path) + requested
                : path;
    }

    private Map<String, String> variables(MappingValues values) {
        return values.context().variables().entrySet().stream().collect(Collectors.toMap(Map.Entry::getKey,
                variable -> switch (undocumented.pathForm()) {
                    case RAW -> variable.getValue();
                    case DECODED -> PathSegments.encoded(variable.getValue());
                }));
    }

    private static String joined(String before, String after) {
        return before.isEmpty() || after.isEmpty() ? before + after : before + "&" + after;
    }

    private static Headers headers(Integration.Http integration, MappingValues values, Headers mapped) {
        String host = integration.isPrivate()
                ? mapped.contains("host") ? mapped.first("host") : values.request().host()
                : integration.uri().authority();
        return ForwardedRequest.complete(mapped.without("host"), values.request(), values.context(), host);
    }
}
