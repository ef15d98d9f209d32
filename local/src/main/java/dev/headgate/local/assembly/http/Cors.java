package dev.headgate.local.assembly.http;

import dev.headgate.http.Headers;
import dev.headgate.http.Request;
import dev.headgate.http.Response;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// The CORS configuration of an API
/// ([CORS](https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-cors.html)): preflight requests are
/// answered before any route is looked for, and answers of integrations get these fields in the place of the backend's own.
/// What the page leaves open: a preflight request is an OPTIONS request with `Origin` and
/// `Access-Control-Request-Method`; an origin that is not allowed gets 204 without the fields; which method or header a
/// preflight asks for makes no difference; answers that API Gateway gives by itself have none of the fields.
///
/// @param allowOrigins `*`, origins, or `https://*` for all with that beginning
/// @param maxAgeSeconds absent for none
record Cors(List<String> allowOrigins, List<String> allowMethods, List<String> allowHeaders, List<String> exposeHeaders,
        Optional<Integer> maxAgeSeconds, boolean allowCredentials) {
    static final String ANY = "*";
    private static final String BEGINNING = "access-control-";

    Cors {
        allowOrigins = List.copyOf(allowOrigins);
        allowMethods = List.copyOf(allowMethods);
        allowHeaders = List.copyOf(allowHeaders);
        exposeHeaders = List.copyOf(exposeHeaders);
    }

    static boolean isPreflight(Request request) {
        return request.method().equals("OPTIONS") && request.headers().contains("Origin")
                && request.headers().contains("Access-Control-Request-Method");
    }

    /// The answer to a preflight request.
    Response preflight(Request request) {
        Headers headers = common(request);
        if (headers.isEmpty()) {
            return Response.of(204);
        }
        Headers all = plusList(plusList(headers, "access-control-allow-methods", allowMethods),
                "access-control-allow-headers", allowHeaders);
        return Response.of(204).withHeaders(maxAgeSeconds
                .map(seconds -> all.plus("access-control-max-age", String.valueOf(seconds))).orElse(all));
    }

    /// An integration's answer with the configured fields, as far as the request is one of another origin.
    Response answered(Request request, Response answer) {
        return answer.withHeaders(answer.headers()
                .without(name -> name.toLowerCase(Locale.ROOT).startsWith(BEGINNING)).plus(common(request)));
    }

    /// Those of every answer to an allowed origin; none otherwise.
    private Headers common(Request request) {
        if (!request.headers().contains("Origin")) {
            return Headers.EMPTY;
        }
        String origin = request.headers().first("Origin");
        Optional<String> allowed = allowOrigins.contains(ANY)
                ? Optional.of(ANY)
                : Optional.of(origin).filter(this::allows);
        if (allowed.isEmpty()) {
            return Headers.EMPTY;
        }
        Headers headers = Headers.of("access-control-allow-origin", allowed.get());
        Headers credentials = allowCredentials ? headers.plus("access-control-allow-credentials", "true") : headers;
        return plusList(credentials, "access-control-expose-headers", exposeHeaders);
    }

    private boolean allows(String origin) {
        return allowOrigins.stream().anyMatch(allowed -> allowed.endsWith("://*")
                ? origin.startsWith(allowed.substring(0, allowed.length() - 1))
                : allowed.equals(origin));
    }

    private static Headers plusList(Headers headers, String name, List<String> values) {
        return values.isEmpty() ? headers : headers.plus(name, String.join(",", values));
    }
}
