package dev.headgate.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headgate.plugin.UpstreamRequest;
import dev.headgate.proxy.ScriptedBackend.Script;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Connections that are kept for later requests: when one is used again, and that nobody gets what was meant for another.
@Timeout(60)
class KeptConnectionsTest {
    private static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nhi";
    private static final Script ANSWERS = conversation -> {
        while (!conversation.readHead().isEmpty()) {
            conversation.send(OK);
        }
    };

    private final ManualTicker ticker = new ManualTicker();
    private final BackendProxy proxy = new BackendProxy(BackendProxy.LAMBDA_PAYLOAD_BYTES_MAX, ProxyKit::resolve,
            ticker, () -> {
                throw new AssertionError("no TLS here");
            });

    @AfterEach
    void close() {
        proxy.close();
    }

    @ParameterizedTest(name = "{0} after {1} s on a connection that the backend {2}")
    @CsvSource(delimiter = '|', textBlock = """
            GET  | 0  | kept   | 200 | 1
            GET  | 59 | kept   | 200 | 1
            GET  | 61 | kept   | 200 | 2
            POST | 4  | kept   | 200 | 1
            POST | 6  | kept   | 200 | 2
            GET  | 2  | closed | 200 | 2
            POST | 2  | closed | 200 | 2
            GET  | 0  | closed | 200 | 2
            """)
    void a_connection_is_used_again(String method, int idleSeconds, String state, int status, int connections)
            throws InterruptedException {
        CountDownLatch hungUp = new CountDownLatch(1);
        Script first = state.equals("kept") ? ANSWERS : conversation -> {
            conversation.readHead();
            conversation.send(OK);
            conversation.reset();
            hungUp.countDown();
        };
        try (ScriptedBackend backend = ScriptedBackend.serving(first, ANSWERS)) {
            call(backend, ProxyKit.get("/"));
            if (state.equals("closed")) {
                hungUp.await();
            }
            ticker.advance(Duration.ofSeconds(idleSeconds));
            assertThat(ProxyKit.status(call(backend, ProxyKit.request(method, "/", "")))).isEqualTo(status);
            assertThat(backend.connections()).isEqualTo(connections);
        }
    }

    @ParameterizedTest(name = "{0} answered with {1}, then with more")
    @CsvSource(delimiter = '|', textBlock = """
            GET  | HTTP/1.1 200 OK^Content-Length: 2^^hi
            HEAD | HTTP/1.1 200 OK^Content-Length: 2^^
            GET  | HTTP/1.1 204 No Content^^
            GET  | HTTP/1.1 304 Not Modified^^
            GET  | HTTP/1.1 200 OK^Transfer-Encoding: chunked^^0^^
            """)
    void what_nobody_asked_for_is_nobodys_answer(String method, String answer) throws InterruptedException {
        CountDownLatch answered = new CountDownLatch(1);
        CountDownLatch unasked = new CountDownLatch(1);
        Script first = conversation -> {
            conversation.readHead();
            conversation.send(answer.replace("^", "\r\n"));
            answered.await();
            conversation.send("HTTP/1.1 418 Poison\r\nContent-Length: 0\r\n\r\n");
            unasked.countDown();
            conversation.holdOn();
        };
        try (ScriptedBackend backend = ScriptedBackend.serving(first, ANSWERS)) {
            call(backend, ProxyKit.request(method, "/", ""));
            answered.countDown();
            unasked.await();
            assertThat(ProxyKit.status(call(backend, ProxyKit.get("/")))).isEqualTo(200);
            assertThat(backend.connections()).isEqualTo(2);
        }
    }

    @Test
    void many_threads_share_the_connections() throws InterruptedException {
        try (ScriptedBackend backend = ScriptedBackend.answering(OK)) {
            AtomicInteger good = new AtomicInteger();
            List<Thread> threads = IntStream.range(0, 64).mapToObj(_ -> Thread.ofVirtual().start(() -> {
                for (int i = 0; i < 20; i++) {
                    good.addAndGet(ProxyKit.status(call(backend, ProxyKit.get("/"))) == 200 ? 1 : 0);
                }
            })).toList();
            for (Thread thread : threads) {
                thread.join();
            }
            assertThat(good).hasValue(64 * 20);
            assertThat(backend.connections()).isLessThanOrEqualTo(64);
        }
    }

    private Outcome call(ScriptedBackend backend, UpstreamRequest request) {
        return proxy.call(ProxyKit.service(backend.port()), request, ProxyKit.forwarded(), ProxyKit.noUpstreams(),
                HashSource.NONE,
                Deadline.in(Duration.ofDays(1000), ticker));
    }
}
