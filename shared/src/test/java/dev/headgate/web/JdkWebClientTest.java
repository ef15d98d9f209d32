package dev.headgate.web;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import dev.headgate.http.Body;
import dev.headgate.http.Response;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JdkWebClientTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final CountDownLatch OVER = new CountDownLatch(1);
    private static final JdkWebClient WEB = new JdkWebClient();
    private static HttpServer server;

    @BeforeAll
    static void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/echo", exchange -> {
            byte[] seen = (exchange.getRequestMethod() + " " + exchange.getRequestURI() + " "
                    + exchange.getRequestHeaders().get("X-Key") + " "
                    + exchange.getRequestHeaders().getFirst("Content-Type") + " "
                    + new String(exchange.getRequestBody().readAllBytes(), UTF_8)).getBytes(UTF_8);
            exchange.getResponseHeaders().put("X-Two", List.of("a", "b"));
            exchange.sendResponseHeaders(Integer.parseInt(exchange.getRequestURI().getPath().substring(6)),
                    seen.length);
            exchange.getResponseBody().write(seen);
            exchange.close();
        });
        server.createContext("/silent", exchange -> {
            if (exchange.getRequestURI().getPath().endsWith("head")) {
                exchange.sendResponseHeaders(200, 10);
                exchange.getResponseBody().write('{');
                exchange.getResponseBody().flush();
            }
            try {
                OVER.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        server.start();
    }

    @AfterAll
    static void stop() {
        OVER.countDown();
        server.stop(0);
        WEB.close();
    }

    private static URI address(String target) {
        return URI.create("http://localhost:" + server.getAddress().getPort() + target);
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 302, 404, 503})
    void any_answer_is_an_answer(int status) throws IOException {
        Response answer = WEB.send(WebCall.post(address("/echo/" + status + "?q=1"), "text/plain", Body.utf8("hällo"),
                PATIENCE).withHeader("X-Key", "k"));
        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.body().utf8()).isEqualTo("POST /echo/" + status + "?q=1 [k] text/plain hällo");
        assertThat(answer.headers().all("x-two")).containsExactly("a", "b");
    }

    @Test
    void a_larger_answer_than_wanted_is_none() {
        WebCall call = WebCall.get(address("/echo/200"), PATIENCE);
        assertThatThrownBy(() -> WEB.send(call.withAnswerBytesMax(10))).isInstanceOf(IOException.class)
                .hasMessageStartingWith(address("/echo/200") + " gave no answer: ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/silent", "/silent/after-the-head"})
    void silence_is_not_waited_for(String target) {
        WebCall call = WebCall.get(address(target), Duration.ofMillis(200));
        assertThatThrownBy(() -> WEB.send(call)).isInstanceOf(IOException.class)
                .hasMessageStartingWith(address(target).toString());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ftp://a.test/x           | X-Key | k   | ftp://a.test/x is no http or https address
            http:/x?token=hidden     | X-Key | k   | http://null/x is no http or https address
            http://a.test/?k=hidden  | a b   | k   | http://a.test/ cannot be called: a header field or the method is malformed
            http://a.test/?k=hidden  | Host  | b   | http://a.test/ cannot be called: a header field or the method is malformed
            """)
    void what_cannot_be_sent_is_refused_without_telling_secrets(String address, String name, String value,
            String message) {
        WebCall call = WebCall.get(URI.create(address), PATIENCE).withHeader(name, value);
        assertThatThrownBy(() -> WEB.send(call)).isInstanceOf(IOException.class).hasMessage(message);
    }

    @Test
    void a_call_is_shown_without_what_may_be_secret() {
        assertThat(WebCall.get(URI.create("https://user:pass@a.test:8443/p?key=secret#f"), PATIENCE)
                .withHeader("Authorization", "Bearer secret")).hasToString("GET https://a.test:8443/p");
    }
}
