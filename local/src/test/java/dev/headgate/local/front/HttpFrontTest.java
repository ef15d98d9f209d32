package dev.headgate.local.front;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headgate.http.Body;
import dev.headgate.http.Headers;
import dev.headgate.http.Response;
import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HttpFrontTest {
    private static final int BODY_BYTES_MAX = 1000;

    private final AtomicReference<FrontHandler.WireRequest> seen = new AtomicReference<>();
    private final CountDownLatch arrived = new CountDownLatch(1);
    private final CountDownLatch release = new CountDownLatch(1);
    private HttpFront front;

    @BeforeEach
    void start() throws IOException {
        front = HttpFront.start("127.0.0.1", 0, BODY_BYTES_MAX, new FrontHandler() {
            @Override
            public Response answer(WireRequest request) {
                seen.set(request);
                if (request.target().equals("/held")) {
                    arrived.countDown();
                    try {
                        release.await();
                    } catch (InterruptedException e) {
                        throw new AssertionError(e);
                    }
                }
                switch (request.target()) {
                    case "/throws" -> throw new IllegalStateException("a bug");
                    case "/overflows" -> throw new StackOverflowError("a bug");
                    case "/unwritable" -> {
                        return Response.of(200).withHeader("X-A", "1\r\nX-B: 2");
                    }
                    default -> {
                    }
                }
                return new Response(200, Headers.of("X-Seen", request.method() + " " + request.target()),
                        Body.utf8("seen"));
            }

            @Override
            public Response tooLarge() {
                return Response.of(413).withBody(Body.utf8("too large"));
            }

            @Override
            public Response malformed() {
                return Response.of(400).withBody(Body.utf8("malformed"));
            }
        });
    }

    @AfterEach
    void stop() {
        release.countDown();
        front.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/", "/a//b/../c", "/%2e%2E/%2f", "/a?b=1&b=2&&c", "/a?q=|{}\"", "/a%zz", "/caf\u00e9",
                    "/a?"})
    void handsOverTheTargetToTheLetter(String target) throws IOException {
        try (RawClient client = new RawClient(front.port())) {
            client.send("GET " + target + " HTTP/1.1\nHost: h\n\n");
            client.receive();
        }
        assertThat(seen.get().target()).isEqualTo(target);
    }

    @Test
    void handsOverHeadersInTheirOrderAndCase() throws IOException {
        try (RawClient client = new RawClient(front.port())) {
            client.send("GET / HTTP/1.1\nhOsT: h:1\nX-b: 1\ntEsT-HEADeR: x\nx-B: 2\nEmpty:\n\n");
            client.receive();
        }
        assertThat(seen.get().headers().fields()).containsExactly(new Headers.Field("hOsT", "h:1"),
                new Headers.Field("X-b", "1"), new Headers.Field("tEsT-HEADeR", "x"), new Headers.Field("x-B", "2"),
                new Headers.Field("Empty", ""));
    }

    @Test
    void answersPipelinedRequestsInOrder() throws IOException {
        try (RawClient client = new RawClient(front.port())) {
            client.send(
                    "GET /1 HTTP/1.1\nHost: h\n\nPOST /2 HTTP/1.1\nHost: h\nContent-Length: 3\n\nabcGET /3 HTTP/1.1\nHost: h\n\n");
            assertThat(client.receive().headers().first("X-Seen")).isEqualTo("GET /1");
            assertThat(client.receive().headers().first("X-Seen")).isEqualTo("POST /2");
            assertThat(client.receive().headers().first("X-Seen")).isEqualTo("GET /3");
        }
    }

    @Test
    void readsAChunkedBody() throws IOException {
        try (RawClient client = new RawClient(front.port())) {
            client.send("POST / HTTP/1.1\nHost: h\nTransfer-Encoding: chunked\n\n3\nabc\n2\nde\n0\n\n");
            client.receive();
        }
        assertThat(seen.get().body().utf8()).isEqualTo("abcde");
    }

    @Test
    void answersABodyOverItsLimitAndGoesOn() throws IOException {
        try (RawClient client = new RawClient(front.port())) {
            client.send("POST / HTTP/1.1\nHost: h\nContent-Length: " + (BODY_BYTES_MAX + 1) + "\n\n");
            client.send(new byte[BODY_BYTES_MAX + 1]);
            Response response = client.receive();
            assertThat(response.status()).isEqualTo(413);
            assertThat(response.body().utf8()).isEqualTo("too large");
            assertThat(seen.get()).isNull();
            client.send("GET /next HTTP/1.1\nHost: h\n\n");
            assertThat(client.receive().headers().first("X-Seen")).isEqualTo("GET /next");
        }
    }

    @Test
    void sendsNoBodyInAnswerToHead() throws IOException {
        try (RawClient client = new RawClient(front.port())) {
            client.send("HEAD /h HTTP/1.1\nHost: h\n\nGET /g HTTP/1.1\nHost: h\n\n");
            assertThat(client.receiveHead().headers().first("X-Seen")).isEqualTo("HEAD /h");
            assertThat(client.receive().headers().first("X-Seen")).isEqualTo("GET /g");
        }
    }

    @Test
    void answersWhatIsNoRequestAndClosesTheConnection() throws IOException {
        try (RawClient client = new RawClient(front.port())) {
            client.send("GET / HTTP/1.1\nno colon here\n\n");
            assertThat(client.receive().status()).isEqualTo(400);
            assertThat(client.isAtEnd()).isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/throws", "/overflows", "/unwritable"})
    void letsNobodyWaitForAnAnswerThatCannotCome(String target) throws IOException {
        try (RawClient client = new RawClient(front.port())) {
            client.send("GET " + target + " HTTP/1.1\nHost: h\n\n");
            assertThat(client.isAtEnd()).isTrue();
        }
    }

    @Test
    void closesTheConnectionWhenTheClientAsksForIt() throws IOException {
        try (RawClient client = new RawClient(front.port())) {
            client.send("GET / HTTP/1.1\nHost: h\nConnection: close\n\n");
            assertThat(client.receive().headers().first("Connection")).isEqualTo("close");
            assertThat(client.isAtEnd()).isTrue();
        }
    }

    @Test
    void letsARunningRequestFinishBeforeItCloses() throws Exception {
        try (RawClient client = new RawClient(front.port())) {
            client.send("GET /held HTTP/1.1\nHost: h\n\n");
            arrived.await();
            Thread closing = Thread.ofVirtual().start(front::close);
            release.countDown();
            assertThat(client.receive().status()).isEqualTo(200);
            closing.join();
        }
    }
}
