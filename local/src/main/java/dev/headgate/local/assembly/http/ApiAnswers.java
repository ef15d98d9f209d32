package dev.headgate.local.assembly.http;

import dev.headgate.http.Body;
import dev.headgate.http.Headers;
import dev.headgate.http.Response;

/// What an HTTP API answers by itself: no template can change it.
final class ApiAnswers {
    private ApiAnswers() {}

    static Response notFound() {
        return message(404, "Not Found");
    }

    static Response tooManyRequests() {
        return message(429, "Too Many Requests");
    }

    static Response unauthorized() {
        return message(401, "Unauthorized");
    }

    static Response forbidden() {
        return message(403, "Forbidden");
    }

    /// To an integration that does not answer, or not in time (cortexlabs/cortex#1225 shows it).
    static Response unavailable() {
        return message(503, "Service Unavailable");
    }

    static Response internalServerError() {
        return message(500, "Internal Server Error");
    }

    private static Response message(int status, String text) {
        return new Response(status, Headers.of("Content-Type", "application/json"),
                Body.utf8("{\"message\":\"" + text + "\"}"));
    }
}
