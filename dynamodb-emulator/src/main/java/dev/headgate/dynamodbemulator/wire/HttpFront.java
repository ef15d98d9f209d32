package dev.headgate.dynamodbemulator.wire;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.headgate.dynamodbemulator.error.ApiException;
import dev.headgate.dynamodbemulator.error.ErrorType;
import dev.headgate.dynamodbemulator.json.Json;
import dev.headgate.dynamodbemulator.json.JsonText;
import dev.headgate.dynamodbemulator.operation.Operations;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
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
    private final HttpServer server;
    private final ExecutorService requests = Executors.newVirtualThreadPerTaskExecutor();

    private HttpFront(Operations operations, HttpServer server) {
        this.operations = operations;
        this.server = server;
    }

    /// Begins to listen.
    ///
    /// @param port 0 for any that is free
    /// @throws IOException where the port cannot be had
    public static HttpFront start(int port, Operations operations) throws IOException {
        InetAddress loopback = InetAddress.getByAddress(new byte[]{127, 0, 0, 1});
        HttpFront front = new HttpFront(operations, HttpServer.create(new InetSocketAddress(loopback, port), 0));
        front.server.setExecutor(front.requests);
        front.server.createContext("/", front::handle);
        front.server.start();
        return front;
    }

    /// Where clients find it.
    public URI endpoint() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readNBytes(BODY_MAX_BYTES + 1);
            try {
                answer(exchange, 200, run(exchange, body));
            } catch (ApiException e) {
                answer(exchange, e.type().status(), e.body());
            } catch (RuntimeException e) {
                // A defect of the endpoint itself: the client learns of it the way it learns of one of DynamoDB's.
                ApiException error = new ApiException(ErrorType.INTERNAL_SERVER_ERROR, "Internal server error: " + e);
                answer(exchange, error.type().status(), error.body());
            }
        }
    }

    private Json.Obj run(HttpExchange exchange, byte[] body) {
        String target = exchange.getRequestHeaders().getFirst("X-Amz-Target");
        if (!exchange.getRequestMethod().equals("POST") || target == null || !target.startsWith(TARGET_PREFIX)) {
            throw new ApiException(ErrorType.UNKNOWN_OPERATION,
                    "This endpoint takes POST requests with an X-Amz-Target of " + TARGET_PREFIX + "<operation>");
        }
        if (body.length > BODY_MAX_BYTES) {
            throw new ApiException(ErrorType.SERIALIZATION, "The request is larger than 16 MB");
        }
        return operations.run(target.substring(TARGET_PREFIX.length()), parameters(body));
    }

    private static Json.Obj parameters(byte[] body) {
        try {
            if (JsonText.read(body) instanceof Json.Obj parameters) {
                return parameters;
            }
            throw new ApiException(ErrorType.SERIALIZATION, "The request is no JSON object");
        } catch (JsonText.MalformedJsonException e) {
            throw new ApiException(ErrorType.SERIALIZATION, "The request is no JSON: " + e.getMessage());
        }
    }

    private static void answer(HttpExchange exchange, int status, Json.Obj content) throws IOException {
        byte[] body = JsonText.write(content);
        CRC32 checksum = new CRC32();
        checksum.update(body);
        exchange.getResponseHeaders().set("Content-Type", "application/x-amz-json-1.0");
        exchange.getResponseHeaders().set("x-amz-crc32", Long.toString(checksum.getValue()));
        exchange.getResponseHeaders().set("x-amzn-RequestId", UUID.randomUUID().toString());
        exchange.sendResponseHeaders(status, body.length);
        try (OutputStream out = exchange.getResponseBody()) {
            out.write(body);
        }
    }

    /// Stops listening, drops open connections, and waits until no request is under way.
    @Override
    public void close() {
        server.stop(0);
        requests.close();
    }
}
