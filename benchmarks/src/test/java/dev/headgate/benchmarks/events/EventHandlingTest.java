package dev.headgate.benchmarks.events;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headgate.event.PayloadFormat;
import dev.headgate.event.ProxyResponses;
import dev.headgate.http.Response;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What is measured is what it is said to be.
class EventHandlingTest {
    /// In a process of its own, since all connections of that are taken.
    @Test
    void the_backend_gets_the_request_and_the_client_its_answer() throws IOException, InterruptedException {
        Process java = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-cp",
                System.getProperty("java.class.path"), EventHandlingTest.class.getName()).redirectErrorStream(true)
                .start();
        assertThat(new String(java.getInputStream().readAllBytes(), StandardCharsets.UTF_8)).isEmpty();
        assertThat(java.waitFor()).isZero();
    }

    static void main() throws IOException {
        List<MemoryBackend> backends = new ArrayList<>();
        MemoryBackend.takeAllConnections(Sent.answer().getBytes(StandardCharsets.ISO_8859_1), backends::add);
        for (Sent sent : Sent.values()) {
            EventHandling handling = new EventHandling();
            handling.sent = sent;
            handling.prepare();
            for (int request = 0; request < 3; request++) {
                assertThat(client(handling.plainProxy()).headers().contains("X-RateLimit-Limit-Second")).isFalse();
                assertThat(received(backends)).startsWith(sent
                        + " /v2/plain/4711/items?expand=prices&limit=50&after=2026-11-01 HTTP/1.1\r\nHost: backend.test\r\n")
                        .endsWith(sent.content());
                client(handling.addressedProxy());
                assertThat(received(backends)).contains(" /v2/addressed/4711/items?", "\r\nHost: 192.0.2.1\r\n");
                assertThat(client(handling.guardedProxy()).headers().contains("X-RateLimit-Limit-Second")).isTrue();
                assertThat(received(backends)).contains("\r\nX-Consumer-Username: alice\r\n").endsWith(sent.content());
            }
        }
        assertThat(backends).as("connections are kept").hasSize(2);
    }

    private static Response client(byte[] answer) {
        Response response = ProxyResponses.read(PayloadFormat.HTTP_API_V2, answer);
        assertThat(response.status()).isEqualTo(200);
        assertThat(Sent.answer()).endsWith("\r\n\r\n" + response.body().utf8());
        return response;
    }

    private static String received(List<MemoryBackend> backends) {
        return new String(backends.getLast().received(), StandardCharsets.ISO_8859_1);
    }
}
