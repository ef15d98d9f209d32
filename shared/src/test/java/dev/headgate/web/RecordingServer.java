package dev.headgate.web;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.headgate.http.Body;
import dev.headgate.http.Headers;
import dev.headgate.http.Request;
import dev.headgate.http.RequestTarget;
import dev.headgate.http.Response;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.function.Function;

/// A server on the loopback address that answers what a test says and remembers what it was asked.
public final class RecordingServer implements AutoCloseable {
    private final HttpServer server;
    private final List<Request> requests = new CopyOnWriteArrayList<>();

    private RecordingServer(HttpServer server) {
        this.server = server;
    }

    public static RecordingServer answering(Function<Request, Response> answer) {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            RecordingServer recording = new RecordingServer(server);
            server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
            server.createContext("/", exchange -> recording.serve(exchange, answer));
            server.start();
            return recording;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public URI address() {
        return URI.create("http://127.0.0.1:" + port());
    }

    public int port() {
        return server.getAddress().getPort();
    }

    /// What it was asked so far.
    public List<Request> requests() {
        return requests;
    }

    private void serve(HttpExchange exchange, Function<Request, Response> answer) throws IOException {
        try (exchange) {
            List<Headers.Field> fields = new ArrayList<>();
            exchange.getRequestHeaders().forEach((name, values) -> values
                    .forEach(value -> fields.add(new Headers.Field(name, value))));
            Headers headers = Headers.of(fields);
            Request request = new Request(exchange.getRequestMethod(), "http", headers.first("Host"), port(),
                    RequestTarget.parse(exchange.getRequestURI().toString()), headers,
                    Body.of(exchange.getRequestBody().readAllBytes()),
                    new Request.Client("127.0.0.1", ""), "");
            requests.add(request);
            Response response = answer.apply(request);
            response.headers().fields().forEach(field -> exchange.getResponseHeaders().add(field.name(),
                    field.value()));
            byte[] content = response.body().bytes();
            exchange.sendResponseHeaders(response.status(), content.length == 0 ? -1 : content.length);
            if (content.length > 0) {
                exchange.getResponseBody().write(content);
            }
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
