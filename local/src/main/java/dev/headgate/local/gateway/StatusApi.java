package dev.headgate.local.gateway;

import dev.headgate.answer.Answers;
import dev.headgate.http.Body;
import dev.headgate.http.Headers;
import dev.headgate.http.Response;
import dev.headgate.local.front.FrontHandler;
import java.util.function.Supplier;

/// What Kong's Status API has for Prometheus: `/metrics`, in the text format.
///
/// @param metrics asked for every time
record StatusApi(Supplier<String> metrics) implements FrontHandler {
    /// How far above the gateway's own port it is.
    static final int PORT_DISTANCE = 100;
    /// Nobody sends anything here.
    static final int BODY_BYTES_MAX = 1024;

    @Override
    public Response answer(WireRequest request) {
        boolean reads = request.method().equals("GET") || request.method().equals("HEAD");
        return reads && request.target().equals("/metrics")
                ? new Response(200, Headers.of("Content-Type", "text/plain; charset=UTF-8"), Body.utf8(metrics.get()))
                : Answers.json(404, "{\"message\":\"Not found\"}");
    }

    @Override
    public Response tooLarge() {
        return Answers.json(413, "{\"message\":\"Payload Too Large\"}");
    }

    @Override
    public Response malformed() {
        return Answers.json(400, "{\"message\":\"Bad Request\"}");
    }
}
