package dev.headgate.local.process;

import dev.headgate.answer.Answers;
import dev.headgate.http.Body;
import dev.headgate.http.Headers;
import dev.headgate.http.Response;
import dev.headgate.local.front.FrontHandler;
import dev.headgate.local.front.HttpFront;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

/// The Runtime API, version 2018-06-01, for all environments: an endpoint on the loopback interface, on which each one has
/// a secret path of its own, so that no other process of this machine can answer in its place.
///
/// Statuses and error types are those of AWS's emulator (aws-lambda-runtime-interface-emulator, `internal/lambda/rapi`);
/// [the API](https://docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html).
final class RuntimeApi implements FrontHandler, AutoCloseable {
    /// More than any answer that Lambda takes, so that one that is too large can be told of by its size.
    private static final int BODY_BYTES_MAX = 64 * 1024 * 1024;
    private static final String ADDRESS = "127.0.0.1";
    private static final String RUNTIME = "/2018-06-01/runtime/";
    private static final String INVOCATION = "invocation/";
    private static final String ERROR_TYPE = "Lambda-Runtime-Function-Error-Type";

    /// By id; each from before its process starts.
    private final Map<String, CompletableFuture<Environment>> environments = new ConcurrentHashMap<>();
    private final HttpFront front;

    /// @throws IOException when there is no port
    RuntimeApi() throws IOException {
        this.front = HttpFront.start(ADDRESS, 0, BODY_BYTES_MAX, this);
    }

    /// What the environment of that id finds in `AWS_LAMBDA_RUNTIME_API`.
    String address(String id) {
        return ADDRESS + ":" + front.port() + "/" + id;
    }

    /// Announces an environment.
    ///
    /// @return to be completed with it
    CompletableFuture<Environment> expect(String id) {
        return environments.computeIfAbsent(id, _ -> new CompletableFuture<>());
    }

    void remove(String id) {
        environments.remove(id);
    }

    @Override
    public Response answer(WireRequest request) {
        int end = request.target().indexOf('/', 1);
        if (end < 0 || !request.target().startsWith(RUNTIME, end)) {
            return notFound();
        }
        CompletableFuture<Environment> environment = environments.get(request.target().substring(1, end));
        String operation = request.target().substring(end + RUNTIME.length());
        return environment == null
                ? notFound()
                : answer(environment.join(), request.method() + " " + operation, request);
    }

    private static Response answer(Environment environment, String operation, WireRequest request) {
        String errorType = request.headers().first(ERROR_TYPE);
        return switch (operation) {
            case "GET invocation/next" -> environment.next();
            case "POST init/error" -> environment.failInit(errorType, request.body());
            default -> {
                String start = "POST " + INVOCATION;
                int slash = operation.indexOf('/', start.length());
                if (!operation.startsWith(start) || slash < 0) {
                    yield notFound();
                }
                String requestId = operation.substring(start.length(), slash);
                yield switch (operation.substring(slash + 1)) {
                    case "response" -> environment.respond(requestId, request.body());
                    case "error" -> environment.fail(requestId, errorType, request.body());
                    default -> notFound();
                };
            }
        };
    }

    @Override
    public Response tooLarge() {
        return tooLargeAnswer(BODY_BYTES_MAX);
    }

    @Override
    public Response malformed() {
        return error(400, "InvalidRequest", "Malformed request");
    }

    static Response accepted() {
        return Answers.json(202, "{\"status\":\"OK\"}");
    }

    static Response tooLargeAnswer(int most) {
        return error(413, "RequestEntityTooLarge", "Exceeded maximum allowed payload size (" + most + " bytes).");
    }

    static Response unknownInvocation() {
        return error(400, "InvalidRequestID", "Invalid request ID");
    }

    /// The runtime did what it may not do now.
    static Response wrongState() {
        return error(403, "InvalidStateTransition", "Transition is not allowed");
    }

    private static Response notFound() {
        return new Response(404, Headers.EMPTY, Body.EMPTY);
    }

    private static Response error(int status, String type, String message) {
        return Answers.json(status, "{\"errorMessage\":" + Answers.quoted(message) + ",\"errorType\":"
                + Answers.quoted(type) + "}");
    }

    @Override
    public void close() {
        front.close();
    }
}
