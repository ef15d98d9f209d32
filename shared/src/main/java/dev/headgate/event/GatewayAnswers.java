package dev.headgate.event;

import dev.headgate.http.Body;
import dev.headgate.http.Headers;
import dev.headgate.http.Response;

/// Answers that API Gateway gives by itself.
final class GatewayAnswers {
    private GatewayAnswers() {}

    /// To a function that fails, or that returns what is no answer.
    static Response functionError(PayloadFormat format) {
        return switch (format) {
            case HTTP_API_V2, HTTP_API_V1 -> message(500, "Internal Server Error");
            case REST -> message(502, "Internal server error");
        };
    }

    /// `{"message":"…"}`, where the message needs no escape.
    static Response message(int status, String message) {
        return json(status, "{\"message\":\"" + message + "\"}");
    }

    static Response json(int status, String document) {
        return new Response(status, Headers.of("Content-Type", "application/json"), Body.utf8(document));
    }
}
