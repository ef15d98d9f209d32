package dev.headgate.local.conformance;

import dev.headgate.http.Body;
import dev.headgate.http.Headers;
import dev.headgate.proxy.ScriptedBackend;
import dev.headgate.proxy.ScriptedBackend.Conversation;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicReference;

/// A backend that keeps what it is asked and answers as it was told.
final class RecordingBackend implements AutoCloseable {
    private final ScriptedBackend backend = ScriptedBackend.serving(this::serve);
    private final Queue<Seen> seen = new ConcurrentLinkedQueue<>();
    private final AtomicReference<Line> answer = new AtomicReference<>(Line.of("200"));

    /// What arrived.
    record Seen(String start, Headers headers, String body) {}

    int port() {
        return backend.port();
    }

    /// Gives this answer from now on, and forgets what was asked before.
    void answer(Line next) {
        seen.clear();
        answer.set(next);
    }

    /// The only request since then; none where nobody asked.
    Optional<Seen> onlyRequest() {
        if (seen.size() > 1) {
            throw new AssertionError("the backend was asked " + seen.size() + " times: " + seen);
        }
        return Optional.ofNullable(seen.peek());
    }

    private void serve(Conversation conversation) throws IOException {
        for (String head = conversation.readHead(); !head.isEmpty(); head = conversation.readHead()) {
            List<String> lines = List.of(head.strip().split("\n"));
            Headers headers = Headers.of(lines.stream().skip(1).map(line -> {
                int colon = line.indexOf(':');
                return new Headers.Field(line.substring(0, colon), line.substring(colon + 1).strip());
            }).toList());
            String length = headers.first("Content-Length");
            byte[] body = conversation.readBody(length.isEmpty() ? 0 : Integer.parseInt(length));
            String start = lines.getFirst().replaceFirst(" HTTP/1.1$", "");
            seen.add(new Seen(start, headers, new String(body, StandardCharsets.UTF_8)));
            conversation.send(written(answer.get(), start.startsWith("HEAD ")));
        }
    }

    private static byte[] written(Line answer, boolean toHead) {
        Body body = answer.body();
        StringBuilder head = new StringBuilder("HTTP/1.1 ").append(answer.start()).append(" As Told\r\n");
        answer.fields().forEach(field -> head.append(field.name()).append(": ").append(field.value()).append("\r\n"));
        boolean bodyless = List.of("204", "304").contains(answer.start());
        head.append(bodyless ? "\r\n" : "Content-Length: " + body.length() + "\r\n\r\n");
        byte[] first = head.toString().getBytes(StandardCharsets.UTF_8);
        byte[] whole = Arrays.copyOf(first, first.length + (toHead ? 0 : body.length()));
        System.arraycopy(body.bytes(), 0, whole, first.length, whole.length - first.length);
        return whole;
    }

    @Override
    public void close() {
        backend.close();
    }
}
