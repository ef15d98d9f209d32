package dev.headgate.local.demo;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/// Answers every request with what it saw of it, as JSON, so that a user sees what the gateway made of a request. Listens on
/// loopback only. Closing it ends its threads.
public final class DemoBackend implements AutoCloseable {
    private static final JsonFactory JSON = new JsonFactory();

    private final HttpServer server;
    private final ExecutorService threads;

    private DemoBackend(HttpServer server, ExecutorService threads) {
        this.server = server;
        this.threads = threads;
    }

    /// Begins to serve.
    ///
    /// @param port on loopback; 0 for any free one
    /// @throws IOException when the port cannot be bound
    public static DemoBackend start(int port) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
        server.setExecutor(threads);
        server.createContext("/", DemoBackend::answer);
        server.start();
        return new DemoBackend(server, threads);
    }

    private static void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readAllBytes();
            byte[] answer = describe(exchange, body);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            boolean head = exchange.getRequestMethod().equals("HEAD");
            exchange.sendResponseHeaders(200, head ? -1 : answer.length);
            if (!head) {
                exchange.getResponseBody().write(answer);
            }
        }
    }

    private static byte[] describe(HttpExchange exchange, byte[] body) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), out)) {
            json.writeStartObject();
            json.writeStringProperty("backend", "demo");
            json.writeStringProperty("method", exchange.getRequestMethod());
            json.writeStringProperty("target", exchange.getRequestURI().toString());
            json.writeObjectPropertyStart("headers");
            for (Map.Entry<String, List<String>> header : exchange.getRequestHeaders().entrySet()) {
                json.writeStringProperty(header.getKey(), String.join(", ", header.getValue()));
            }
            json.writeEndObject();
            if (body.length > 0) {
                json.writeStringProperty("body", new String(body, StandardCharsets.UTF_8));
            }
            json.writeEndObject();
        }
        out.write('\n');
        return out.toByteArray();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
