package dev.headgate.event;

import dev.headgate.answer.Answers;
import dev.headgate.http.Body;
import dev.headgate.http.Headers;
import dev.headgate.http.Response;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.core.JsonGenerator;

/// What Headgate's REST API answers by itself: Kong's messages in Kong's form, instead of API Gateway's. The deployment
/// configures API Gateway with this list, the local gateway renders it.
///
/// Kong writes its request id into most bodies; here it is API Gateway's (`$context.requestId`), of which the router's id
/// is the digits. A refused authentication is ACCESS_DENIED with what the plugin answered: the authorizer denies with
/// [#contextOf] as its context. Its status is 401 whatever the plugin, since a gateway response's status is fixed; what
/// Kong answers with 403 (acl) is the router's to decide.
///
/// Pure and safe for use by many threads.
public final class GatewayResponses {
    private static final String BODY = "body";
    private static final String WWW_AUTHENTICATE = "wwwAuthenticate";
    private static final String REQUEST_ID = "request_id";
    private static final Pattern VARIABLE = Pattern.compile("\\$context\\.([A-Za-z0-9_]+(?:\\.[A-Za-z0-9_]+)*)");
    private static final Map<String, String> REQUEST_ID_HEADER = Map.of("X-Kong-Request-Id", "context.requestId");

    private static final List<GatewayResponse> CONFIGURED = List.of(
            new GatewayResponse(GatewayResponseType.ACCESS_DENIED, OptionalInt.of(401),
                    Map.of("WWW-Authenticate", "context.authorizer." + WWW_AUTHENTICATE, "X-Kong-Request-Id",
                            "context.requestId"),
                    "$context.authorizer." + BODY),
            error(GatewayResponseType.UNAUTHORIZED, 401, "Unauthorized"),
            error(GatewayResponseType.INVALID_API_KEY, 401, "Unauthorized"),
            error(GatewayResponseType.AUTHORIZER_FAILURE, 500, "An unexpected error occurred"),
            error(GatewayResponseType.AUTHORIZER_CONFIGURATION_ERROR, 500, "An unexpected error occurred"),
            error(GatewayResponseType.API_CONFIGURATION_ERROR, 500, "An unexpected error occurred"),
            error(GatewayResponseType.MISSING_AUTHENTICATION_TOKEN, 404, "no Route matched with those values"),
            error(GatewayResponseType.RESOURCE_NOT_FOUND, 404, "no Route matched with those values"),
            error(GatewayResponseType.INTEGRATION_FAILURE, 502,
                    "An invalid response was received from the upstream server"),
            error(GatewayResponseType.INTEGRATION_TIMEOUT, 504, "The upstream server is timing out"),
            error(GatewayResponseType.THROTTLED, 429, "API rate limit exceeded"),
            error(GatewayResponseType.QUOTA_EXCEEDED, 429, "API rate limit exceeded"),
            error(GatewayResponseType.BAD_REQUEST_BODY, 400, "Bad request"),
            error(GatewayResponseType.BAD_REQUEST_PARAMETERS, 400, "Bad request"),
            error(GatewayResponseType.UNSUPPORTED_MEDIA_TYPE, 415, "Unsupported media type"),
            error(GatewayResponseType.WAF_FILTERED, 403, "Forbidden"),
            new GatewayResponse(GatewayResponseType.DEFAULT_4XX, OptionalInt.empty(), REQUEST_ID_HEADER,
                    body("$context.error.messageString")),
            new GatewayResponse(GatewayResponseType.DEFAULT_5XX, OptionalInt.empty(), REQUEST_ID_HEADER,
                    body("\"An unexpected error occurred\"")));

    private GatewayResponses() {}

    /// All that the deployment configures.
    public static List<GatewayResponse> configured() {
        return CONFIGURED;
    }

    /// The response for an occasion: its own, or else that of its class (4xx, 5xx).
    public static GatewayResponse of(GatewayResponseType type) {
        return own(type).or(() -> own(type.status() < 500
                ? GatewayResponseType.DEFAULT_4XX
                : GatewayResponseType.DEFAULT_5XX)).orElseThrow();
    }

    /// What the client gets.
    ///
    /// @param type the occasion
    /// @param message API Gateway's own message for it (`$context.error.message`)
    /// @param apiRequestId API Gateway's id of the request
    /// @param authorizer the authorizer's context; empty where none answered
    public static Response render(
            GatewayResponseType type,
            String message,
            String apiRequestId,
            Map<String, String> authorizer) {
        Map<String, String> variables = new HashMap<>();
        authorizer.forEach((name, value) -> variables.put("authorizer." + name, value));
        variables.put("requestId", apiRequestId);
        variables.put("error.message", message);
        variables.put("error.messageString", Answers.quoted(message));
        variables.put("error.responseType", type.name());
        GatewayResponse response = of(type);
        return new Response(response.status().orElse(type.status()), headers(response, variables),
                Body.utf8(filled(response.template(), variables)));
    }

    /// The context with which the authorizer denies a request that an authentication plugin refused, so that the client
    /// gets the plugin's answer. The context is cached with the decision, so the request id is taken out of the body. Show
    /// plugins the request without its Accept field: only JSON can be carried.
    ///
    /// @param refused what the plugin answered
    public static Map<String, String> contextOf(Response refused) {
        Map<String, String> context = new LinkedHashMap<>();
        context.put(BODY, withoutRequestId(refused));
        if (refused.headers().contains("WWW-Authenticate")) {
            context.put(WWW_AUTHENTICATE, String.join(", ", refused.headers().all("WWW-Authenticate")));
        }
        return context;
    }

    private static String withoutRequestId(Response refused) {
        Map<String, String> members = new LinkedHashMap<>();
        try {
            JsonInput.read(refused.body().bytes(), in -> {
                in.object(name -> members.put(name, in.json()));
                return members;
            });
        } catch (MalformedEventException _) {
            return Answers.exit(refused.status(), "Unauthorized").body().utf8();
        }
        members.remove(REQUEST_ID);
        byte[] document = JsonOutput.document(refused.body().length(), json -> object(json, members));
        return Body.of(document).utf8();
    }

    private static void object(JsonGenerator json, Map<String, String> members) {
        json.writeStartObject();
        members.forEach((name, value) -> {
            json.writeName(name);
            json.writeRawValue(value);
        });
        json.writeEndObject();
    }

    private static Optional<GatewayResponse> own(GatewayResponseType type) {
        return CONFIGURED.stream().filter(response -> response.type() == type).findFirst();
    }

    private static Headers headers(GatewayResponse response, Map<String, String> variables) {
        Headers headers = Headers.of("Content-Type", "application/json");
        for (Map.Entry<String, String> header : new TreeMap<>(response.headers()).entrySet()) {
            String value = mapped(header.getValue(), variables);
            if (!value.isEmpty()) {
                headers = headers.plus(header.getKey(), value);
            }
        }
        return headers;
    }

    private static String mapped(String expression, Map<String, String> variables) {
        return expression.startsWith("context.")
                ? variables.getOrDefault(expression.substring("context.".length()), "")
                : expression.substring(1, expression.length() - 1);
    }

    private static String filled(String template, Map<String, String> variables) {
        return VARIABLE.matcher(template).replaceAll(
                variable -> Matcher.quoteReplacement(variables.getOrDefault(variable.group(1), "")));
    }

    private static GatewayResponse error(GatewayResponseType type, int status, String message) {
        return new GatewayResponse(type, OptionalInt.of(status), REQUEST_ID_HEADER, body('"' + message + '"'));
    }

    /// Kong's JSON error, three lines and a bracket at either end.
    private static String body(String message) {
        return "{\n  \"message\":" + message + ",\n  \"" + REQUEST_ID + "\":\"$context.requestId\"\n}";
    }
}
