package dev.headgate.dynamodbemulator.wire;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.headgate.dynamodbemulator.error.ApiException;
import dev.headgate.dynamodbemulator.error.ErrorType;
import dev.headgate.dynamodbemulator.fault.Fault;
import dev.headgate.dynamodbemulator.fault.Faults;
import dev.headgate.dynamodbemulator.fault.Hang;
import dev.headgate.dynamodbemulator.json.Json;
import dev.headgate.dynamodbemulator.json.JsonText;
import dev.headgate.dynamodbemulator.operation.Operations;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.zip.CRC32;

/// The HTTP side: `POST /` with `X-Amz-Target: DynamoDB_20120810.<operation>` and a JSON object. Signatures are not
/// looked at. It listens on 127.0.0.1 only. Thread-safe.
public final class HttpFront implements AutoCloseable {
    private static final String TARGET_PREFIX = "DynamoDB_20120810.";
    // DynamoDB's own limit of a request.
    private static final int BODY_MAX_BYTES = 16 * 1024 * 1024;

    private final Operations operations;
    private final Faults faults;
    private final HttpServer server;
    private final ExecutorService requests = Executors.newVirtualThreadPerTaskExecutor();

    private HttpFront(Operations operations, Faults faults, HttpServer server) {
        this.operations = operations;
        this.faults = faults;
        this.server = server;
    }

    /// Begins to listen.
    ///
    /// @param port 0 for any that is free
    /// @throws IOException where the port cannot be had
    public static HttpFront start(int port, Operations operations, Faults faults) throws IOException {
        InetAddress loopback = InetAddress.getByAddress(new byte[]{127, 0, 0, 1});
        HttpServer server = HttpServer.create(new InetSocketAddress(loopback, port), 0);
        HttpFront front = new HttpFront(operations, faults, server);
        server.setExecutor(front.requests);
        server.createContext("/", front::handle);
        server.start();
        return front;
    }

    /// Where clients find it.
    public URI endpoint() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /// What goes back to the client.
    private record Answer(int status, Json.Obj body) {
        static Answer of(ApiException error) {
            return new Answer(error.type().status(), error.body());
        }
    }

    private void handle(HttpExchange exchange) throws IOException {
        // An exchange closed without an answer closes its connection.
        try (exchange) {
            byte[] body = exchange.getRequestBody().readNBytes(BODY_MAX_BYTES + 1);
            Optional<Answer> answer = answer(exchange, body);
            if (answer.isPresent()) {
                send(exchange, answer.get());
            }
        }
    }

    private Optional<Answer> answer(HttpExchange exchange, byte[] body) throws InterruptedIOException {
        try {
            String operation = operation(exchange);
            return switch (faults.take(operation).orElse(null)) {
                case null -> Optional.of(run(operation, body));
                case Fault.Throttled _ -> throw new ApiException(ErrorType.PROVISIONED_THROUGHPUT_EXCEEDED,
                        "The level of configured provisioned throughput for the table was exceeded. Consider increasing "
                                + "your provisioning level with the UpdateTable API.");
                case Fault.ServerError _ ->
                        throw new ApiException(ErrorType.INTERNAL_SERVER_ERROR, "Internal server error");
                case Fault.DroppedAnswer _ -> {
                    run(operation, body);
                    yield Optional.empty();
                }
                case Hang hang -> {
                    pass(hang);
                    yield Optional.of(run(operation, body));
                }
            };
        } catch (ApiException e) {
            return Optional.of(Answer.of(e));
        }
    }

    private static void pass(Hang hang) throws InterruptedIOException {
        try {
            hang.pass();
        } catch (InterruptedException _) {
            throw new InterruptedIOException("the endpoint was closed while the request hung");
        }
    }

    private static String operation(HttpExchange exchange) {
        String target = exchange.getRequestHeaders().getFirst("X-Amz-Target");
        if (!exchange.getRequestMethod().equals("POST") || target == null || !target.startsWith(TARGET_PREFIX)) {
            throw new ApiException(ErrorType.UNKNOWN_OPERATION,
                    "This endpoint takes POST requests with an X-Amz-Target of " + TARGET_PREFIX + "<operation>");
        }
        return target.substring(TARGET_PREFIX.length());
    }

    private Answer run(String operation, byte[] body) {
        try {
            return new Answer(200, operations.run(operation, parameters(body)));
        } catch (ApiException e) {
            return Answer.of(e);
        } catch (RuntimeException e) {
            // A defect of the endpoint itself: the client learns of it the way it learns of one of DynamoDB's.
            return Answer.of(new ApiException(ErrorType.INTERNAL_SERVER_ERROR, "Internal server error: " + e));
        }
    }

    private static Json.Obj parameters(byte[] body) {
        if (body.length > BODY_MAX_BYTES) {
            throw new ApiException(ErrorType.SERIALIZATION, "The request is larger than 16 MB");
        }
        try {
            if (JsonText.read(body) instanceof Json.Obj parameters) {
                return parameters;
            }
            throw new ApiException(ErrorType.SERIALIZATION, "The request is no JSON object");
        } catch (JsonText.MalformedJsonException e) {
            throw new ApiException(ErrorType.SERIALIZATION, "The request is no JSON: " + e.getMessage());
        }
    }

    private static void send(HttpExchange exchange, Answer answer) throws IOException {
        byte[] body = JsonText.write(answer.body());
        CRC32 checksum = new CRC32();
        checksum.update(body);
        exchange.getResponseHeaders().set("Content-Type", "application/x-amz-json-1.0");
        exchange.getResponseHeaders().set("x-amz-crc32", Long.toString(checksum.getValue()));
        exchange.getResponseHeaders().set("x-amzn-RequestId", UUID.randomUUID().toString());
        exchange.sendResponseHeaders(answer.status(), body.length);
        try (OutputStream out = exchange.getResponseBody()) {
            out.write(body);
        }
    }

    /// Stops listening, drops open connections, ends what hangs, and waits until no request is under way.
    @Override
    public void close() {
        server.stop(0);
        requests.shutdownNow();
        requests.close();
    }
}
