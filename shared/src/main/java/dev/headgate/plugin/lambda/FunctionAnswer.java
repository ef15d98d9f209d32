package dev.headgate.plugin.lambda;

import dev.headgate.answer.Answers;
import dev.headgate.http.Body;
import dev.headgate.http.Headers;
import dev.headgate.http.Response;
import dev.headgate.json.JsonValue;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;

/// Makes the client's answer of a function's. Source: kong/plugins/aws-lambda/handler.lua.
///
/// @param isProxyIntegration whether the function says status, headers and body itself
/// @param unhandledStatus the status in the place of Lambda's own when the function failed
/// @param emptyArraysAsObjects whether `[]` becomes `{}`, as in Kong's early releases
record FunctionAnswer(boolean isProxyIntegration, OptionalInt unhandledStatus, boolean emptyArraysAsObjects) {
    /// What speaks of the connection to Lambda, and the length of a body that may change.
    private static final Set<String> DROPPED = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);

    static {
        DROPPED.addAll(Set.of("Connection", "Content-Length", "Keep-Alive", "Proxy-Connection", "Transfer-Encoding",
                "Upgrade"));
    }

    Response of(Response answered) {
        Response own = answered.withHeaders(answered.headers().without(DROPPED::contains));
        return isProxyIntegration ? integrated(own) : passedOn(own);
    }

    private Response integrated(Response answered) {
        Optional<JsonValue> said = JsonValue.parse(answered.body()).flatMap(FunctionAnswer::unquoted);
        if (said.isEmpty()) {
            return badGateway("the response is not JSON");
        }
        return switch (ProxyAnswer.read(said.get())) {
            case ProxyAnswer.Read(int status, Headers headers, Body body) ->
                    new Response(status, answered.headers()
                            .without(name -> headers.contains(name) || DROPPED.contains(name))
                            .plus(headers.without(DROPPED::contains)), body);
            case ProxyAnswer.Invalid(String reason) -> badGateway(reason);
        };
    }

    /// Some functions answer with a JSON text that holds the JSON document.
    private static Optional<JsonValue> unquoted(JsonValue value) {
        return value instanceof JsonValue.Text(String text) ? JsonValue.parse(text) : Optional.of(value);
    }

    private static Response badGateway(String reason) {
        return Answers.json(502, JsonValue.Members.NONE.with("message", "Bad Gateway")
                .with("error", "could not JSON decode Lambda function response: " + reason).document());
    }

    private Response passedOn(Response answered) {
        boolean failed = answered.headers().first("X-Amz-Function-Error").equals("Unhandled");
        int status = failed ? unhandledStatus.orElse(answered.status()) : answered.status();
        return answered.withStatus(status).withBody(isJson(answered.headers().first("Content-Type"))
                ? JsonValue.parse(answered.body()).map(value -> body(value, answered.body())).orElse(answered.body())
                : answered.body());
    }

    private static boolean isJson(String contentType) {
        String lower = contentType.toLowerCase(Locale.ROOT);
        int type = lower.indexOf("application/");
        return type >= 0 && lower.indexOf("json", type) >= 0;
    }

    /// As in Kong, a function that returns a text has it sent without quotes.
    private Body body(JsonValue value, Body raw) {
        if (value instanceof JsonValue.Text(String text)) {
            return Body.utf8(text);
        }
        if (!emptyArraysAsObjects) {
            return raw;
        }
        JsonValue changed = withoutEmptyArrays(value);
        return changed.equals(value) ? raw : Body.utf8(changed.document());
    }

    private static JsonValue withoutEmptyArrays(JsonValue value) {
        return switch (value) {
            case JsonValue.Items(List<JsonValue> items) -> items.isEmpty()
                    ? JsonValue.Members.NONE
                    : new JsonValue.Items(items.stream().map(FunctionAnswer::withoutEmptyArrays).toList());
            case JsonValue.Members(Map<String, JsonValue> members) -> {
                Map<String, JsonValue> changed = new LinkedHashMap<>();
                members.forEach((name, member) -> changed.put(name, withoutEmptyArrays(member)));
                yield new JsonValue.Members(changed);
            }
            case JsonValue.Text _,JsonValue.Num _,JsonValue.Flag _,JsonValue.Null _ -> value;
        };
    }
}
