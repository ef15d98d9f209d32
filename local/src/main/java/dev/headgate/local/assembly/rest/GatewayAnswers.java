package dev.headgate.local.assembly.rest;

import dev.headgate.answer.Answers;
import dev.headgate.event.GatewayResponseType;
import dev.headgate.http.Body;
import dev.headgate.http.Headers;
import dev.headgate.http.Response;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What an API answers by itself: the template's own answer for the occasion, or its answer for all of that class
/// (DEFAULT_4XX, DEFAULT_5XX), or AWS's. Safe for use by many threads.
final class GatewayAnswers {
    private final Map<GatewayResponseType, GatewayAnswer> byType = new EnumMap<>(GatewayResponseType.class);

    GatewayAnswers(List<GatewayAnswer> customised) {
        customised.forEach(answer -> byType.put(answer.type(), answer));
    }

    /// What the client gets. The status of a default answer counts for all that have none of their own.
    Response of(GatewayFailure failure, RequestValues values) {
        RequestValues known = values.withContext(values.context().with(error(failure)));
        Optional<GatewayAnswer> customised = customised(failure);
        Headers headers = Headers.of("Content-Type", "application/json", "x-amzn-ErrorType", failure.errorType());
        if (customised.isEmpty()) {
            return new Response(failure.status(), headers, Body.utf8(body(failure, known)));
        }
        GatewayAnswer answer = customised.get();
        for (Map.Entry<String, ValueSource> header : answer.headers().entrySet()) {
            String value = known.value(header.getValue());
            if (!value.isEmpty()) {
                headers = headers.with(header.getKey(), value);
            }
        }
        return new Response(answer.status().orElse(failure.status()), headers,
                Body.utf8(answer.body().filled(known)));
    }

    private Optional<GatewayAnswer> customised(GatewayFailure failure) {
        GatewayResponseType ofClass = failure.status() < 500
                ? GatewayResponseType.DEFAULT_4XX
                : GatewayResponseType.DEFAULT_5XX;
        return Optional.ofNullable(byType.get(failure.type())).or(() -> Optional.ofNullable(byType.get(ofClass)));
    }

    /// An ACCESS_DENIED that nobody customised has a capital letter (recorded).
    private static String body(GatewayFailure failure, RequestValues known) {
        return failure.type() == GatewayResponseType.ACCESS_DENIED
                ? "{\"Message\":" + Answers.quoted(failure.message().orElse("")) + "}"
                : AnswerText.DEFAULT.filled(known);
    }

    private static Map<String, String> error(GatewayFailure failure) {
        Map<String, String> error = new HashMap<>();
        error.put("error.message", failure.message().orElse(""));
        error.put("error.messageString", failure.message().map(Answers::quoted).orElse("null"));
        error.put("error.responseType", failure.type().name());
        return error;
    }
}
