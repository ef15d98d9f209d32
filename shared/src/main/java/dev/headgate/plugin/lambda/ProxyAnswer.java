package dev.headgate.plugin.lambda;

import dev.headgate.http.Body;
import dev.headgate.http.Headers;
import dev.headgate.json.JsonValue;
import dev.headgate.plugin.CallFailedException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;

/// What a function for Lambda's proxy integration says. Source: kong/plugins/aws-lambda/request-util.lua,
/// `extract_proxy_response`.
sealed interface ProxyAnswer {
    /// It says an answer.
    record Read(int status, Headers headers, Body body) implements ProxyAnswer {}

    /// It does not, for this reason.
    record Invalid(String reason) implements ProxyAnswer {}

    /// What a value says.
    ///
    /// @throws CallFailedException where Kong fails as well: a field or a body that cannot be sent
    static ProxyAnswer read(JsonValue said) {
        JsonValue.Members answer = said instanceof JsonValue.Members members ? members : JsonValue.Members.NONE;
        OptionalInt status = status(answer);
        if (status.isEmpty()) {
            return new Invalid("statusCode validation failed");
        }
        Map<String, JsonValue> values = answer.values();
        if (values.containsKey("headers") && !(values.get("headers") instanceof JsonValue.Members
                || values.get("headers") instanceof JsonValue.Items)) {
            return new Invalid("headers must be a table");
        }
        if (values.containsKey("body") && !(values.get("body") instanceof JsonValue.Text)) {
            return new Invalid("body must be a string");
        }
        if (values.containsKey("isBase64Encoded") && !(values.get("isBase64Encoded") instanceof JsonValue.Flag)) {
            return new Invalid("isBase64Encoded must be a boolean");
        }
        return new Read(status.getAsInt(), headers(answer), body(answer));
    }

    /// A number or a text of one. API Gateway takes no informational status, and no proxy a broken one.
    private static OptionalInt status(JsonValue.Members answer) {
        String digits = switch (answer.member("statusCode").orElse(new JsonValue.Null())) {
            case JsonValue.Num(String number) -> number;
            case JsonValue.Text(String text) -> text.strip();
            case JsonValue.Flag _,JsonValue.Null _,JsonValue.Items _,JsonValue.Members _ -> "";
        };
        return digits.matches("[2-5][0-9][0-9](\\.0+)?")
                ? OptionalInt.of(Integer.parseInt(digits.substring(0, 3)))
                : OptionalInt.empty();
    }

    private static Body body(JsonValue.Members answer) {
        String text = answer.text("body").orElse("");
        if (!answer.member("isBase64Encoded").equals(Optional.of(new JsonValue.Flag(true)))) {
            return Body.utf8(text);
        }
        try {
            return Body.of(Base64.getDecoder().decode(text));
        } catch (IllegalArgumentException e) {
            throw new CallFailedException("the function's body is said to be base64 and is not", e);
        }
    }

    private static Headers headers(JsonValue.Members answer) {
        Map<String, List<String>> byName = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        Map<String, String> written = new LinkedHashMap<>();
        for (String member : List.of("headers", "multiValueHeaders")) {
            answer.object(member).values().forEach((name, value) -> {
                byName.put(name, values(value));
                written.putIfAbsent(name.toLowerCase(Locale.ROOT), name);
            });
        }
        List<Headers.Field> fields = new ArrayList<>();
        written.values().forEach(name -> byName.get(name).forEach(value -> fields.add(field(name, value))));
        return Headers.of(fields);
    }

    private static List<String> values(JsonValue value) {
        return value instanceof JsonValue.Items(List<JsonValue> items)
                ? items.stream().map(ProxyAnswer::text).toList()
                : List.of(text(value));
    }

    private static String text(JsonValue value) {
        return switch (value) {
            case JsonValue.Text(String text) -> text;
            case JsonValue.Num(String digits) -> digits;
            case JsonValue.Flag(boolean flag) -> Boolean.toString(flag);
            case JsonValue.Null _,JsonValue.Items _,JsonValue.Members _ ->
                    throw new CallFailedException("the function gave a header field that is no text");
        };
    }

    private static Headers.Field field(String name, String value) {
        if (name.isEmpty() || name.chars().anyMatch(c -> c <= ' ' || c == ':' || c > '~')
                || value.chars().anyMatch(c -> c != '\t' && Character.isISOControl(c))) {
            throw new CallFailedException("the function gave a header field that cannot be sent");
        }
        return new Headers.Field(name, value);
    }
}
