package dev.headgate.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headgate.health.HealthTracking;
import dev.headgate.http.Headers;
import dev.headgate.plugin.UpstreamRequest;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What the proxy makes of the bytes that a backend sends.
class AnswerTest {
    private static final int ANSWER_BYTES_MAX = 20;

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(delimiter = '|', ignoreLeadingAndTrailingWhitespace = false, textBlock = """
            GET|HTTP/1.1 200 OK^Content-Length: 2^^hi|200 hi
            GET|HTTP/1.1 200 OK^content-length:2^^hi|200 hi
            GET|HTTP/1.1 200 OK^Content-Length: 0^^|200 -
            GET|HTTP/1.1 200^Content-Length: 2^^hi|200 hi
            GET|HTTP/1.1 299 Any words, really^Content-Length: 2^^hi|299 hi
            GET|HTTP/1.1 200 OK^^until closed|200 until closed
            GET|HTTP/1.0 200 OK^^until closed|200 until closed
            GET|HTTP/1.1 200 OK^Transfer-Encoding: chunked^^2^hi^4;x=y^ you^0^^|200 hi you
            GET|HTTP/1.1 200 OK^Transfer-Encoding: Chunked^^0A^0123456789^0^Trailer: x^^|200 0123456789
            HEAD|HTTP/1.1 200 OK^Content-Length: 2000000^^|200 -
            HEAD|HTTP/1.1 200 OK^Transfer-Encoding: chunked^^|200 -
            GET|HTTP/1.1 204 No Content^^|204 -
            GET|HTTP/1.1 304 Not Modified^Content-Length: 2000000^^|304 -
            GET|HTTP/1.1 100 Continue^^HTTP/1.1 103 Early Hints^Link: x^^HTTP/1.1 200 OK^Content-Length: 2^^hi|200 hi
            GET|HTTP/1.1 500 Oh^Content-Length: 2^^no|500 no
            GET|HTTP/1.1 302 Found^Location: /x^Content-Length: 0^^|302 -
            GET|HTTP/1.1 401 No^Content-Length: 0^^|401 -
            GET|HTTP/1.1 407 No^Content-Length: 0^^|407 -
            GET|HTTP/1.1 200 OK^Content-Length: 20^^01234567890123456789|200 01234567890123456789
            GET|HTTP/1.1 200 OK^Content-Length: 21^^|too large
            GET|HTTP/1.1 200 OK^Content-Length: 99999999999999999999^^|too large
            GET|HTTP/1.1 200 OK^^012345678901234567890|too large
            GET|HTTP/1.1 200 OK^Transfer-Encoding: chunked^^A^0123456789^B^01234567890^0^^|too large
            GET|HTTP/1.1 200 OK^Transfer-Encoding: chunked^^FFFFFFFFFFFFFFFF^|too large
            GET|HTTP/1.1 200 OK^Content-Length: 3^^hi|502 closed the connection early
            GET|HTTP/1.1 200 OK^Transfer-Encoding: chunked^^2^hi^|502 closed the connection early
            GET|HTTP/1.1 200 OK^Content-|502 closed the connection early
            GET||502 closed the connection early
            GET|HTTP/1.1 200 OK^Transfer-Encoding: chunked^^x^hi^0^^|502 malformed chunk
            GET|HTTP/1.1 200 OK^Transfer-Encoding: chunked^^-1^hi^0^^|502 malformed chunk
            GET|HTTP/1.1 200 OK^Transfer-Encoding: chunked^^2^hi!^0^^|502 malformed chunk
            GET|HTTP/1.1 200 OK^Transfer-Encoding: gzip^^x|502 unknown transfer coding
            GET|HTTP/1.1 200 OK^Transfer-Encoding: gzip, chunked^^x|502 unknown transfer coding
            GET|HTTP/1.1 200 OK^Transfer-Encoding: chunked^Content-Length: 2^^hi|502 gives its length twice
            GET|HTTP/1.1 200 OK^Content-Length: 2^Content-Length: 2^^hi|502 gives its length twice
            GET|HTTP/1.1 200 OK^Content-Length: 2, 2^^hi|502 malformed Content-Length
            GET|HTTP/1.1 200 OK^Content-Length: +2^^hi|502 malformed Content-Length
            GET|HTTP/1.1 200 OK^Content-Length: -2^^hi|502 malformed Content-Length
            GET|HTTP/1.1 200 OK^no colon^^hi|502 malformed header field
            GET|HTTP/1.1 200 OK^X : y^^hi|502 malformed header field
            GET|HTTP/1.1 200 OK^X: y^ folded^^hi|502 malformed header field
            GET|HTTP/2 200^^hi|502 does not begin like HTTP/1.1
            GET|HTTP/1.1 20 OK^^hi|502 does not begin like HTTP/1.1
            GET|HTTP/1.1 2000 OK^^hi|502 does not begin like HTTP/1.1
            GET|HTTP/1.1 600 OK^^hi|502 does not begin like HTTP/1.1
            GET|rubbish^^|502 does not begin like HTTP/1.1
            GET|HTTP/1.1 101 Switching Protocols^Upgrade: x^^|502 switched protocols unasked
            """)
    void an_answer_counts_as(String method, String answer, String outcome) {
        String octets = answer == null ? "" : answer.replace("^", "\r\n");
        try (ScriptedBackend backend = ScriptedBackend.serving(conversation -> {
            conversation.readHead();
            conversation.send(octets);
        })) {
            String actual = call(backend, ProxyKit.request(method, "/", ""));
            if (outcome.startsWith("502 ")) {
                assertThat(actual).startsWith("502 ").contains(outcome.substring(4));
            } else {
                assertThat(actual).isEqualTo(outcome);
            }
        }
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            HTTP/1.1 200 OK^Content-Length: 2^^hi                          | 1
            HTTP/1.1 200 OK^Transfer-Encoding: chunked^^2^hi^0^^           | 1
            HTTP/1.1 204 No Content^^                                      | 1
            HTTP/1.0 200 OK^Connection: keep-alive^Content-Length: 2^^hi   | 1
            HTTP/1.0 200 OK^Content-Length: 2^^hi                          | 2
            HTTP/1.1 200 OK^Connection: close^Content-Length: 2^^hi        | 2
            HTTP/1.1 200 OK^Content-Length: 2^^hi and more                 | 2
            """)
    void after_two_requests_there_were_connections(String answer, int connections) {
        try (ScriptedBackend backend = ScriptedBackend.answering(answer.replace("^", "\r\n"));
                BackendProxy proxy = proxy()) {
            call(proxy, backend, ProxyKit.get("/"));
            call(proxy, backend, ProxyKit.get("/"));
            assertThat(backend.connections()).isEqualTo(connections);
        }
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({"100, 200", "70000, 502"})
    void a_head_may_have_64_kb(int bytes, String outcome) {
        try (ScriptedBackend backend = ScriptedBackend
                .answering("HTTP/1.1 200 OK\r\nX: " + "x".repeat(bytes) + "\r\nContent-Length: 0\r\n\r\n")) {
            assertThat(call(backend, ProxyKit.get("/"))).startsWith(outcome);
        }
    }

    @ParameterizedTest
    @CsvSource({"200"})
    void fields_arrive_as_they_were_sent(int status) {
        try (ScriptedBackend backend = ScriptedBackend.answering("HTTP/1.1 " + status + " OK\r\nSet-Cookie: a=1\r\n"
                + "x-CASE:  spaced out\t\r\nSet-Cookie: b=2\r\nEmpty:\r\nLatin: \u00e9\r\nConnection: X-Hop\r\nX-Hop: 1\r\n"
                + "Content-Encoding: gzip\r\nContent-Length: 2\r\n\r\nhi"); BackendProxy proxy = proxy()) {
            Outcome.Answered answered = (Outcome.Answered) outcome(proxy, backend, ProxyKit.get("/"));
            assertThat(answered.response().headers()).isEqualTo(Headers.of("Set-Cookie", "a=1", "x-CASE", "spaced out",
                    "Set-Cookie", "b=2", "Empty", "", "Latin", "\u00e9", "Content-Encoding", "gzip", "Content-Length",
                    "2"));
        }
    }

    /// Pieces of answers, in any order: whatever comes is an outcome, and none keeps the caller waiting.
    @Property(tries = 300)
    void nothing_that_a_backend_says_goes_without_an_outcome(
            @ForAll @Size(max = 12) List<@From("pieces") String> pieces) {
        try (ScriptedBackend backend = ScriptedBackend.serving(conversation -> {
            conversation.readHead();
            conversation.send(String.join("", pieces));
        })) {
            assertThat(call(backend, ProxyKit.get("/"))).matches("(?s)(\\d{3} .*|too large)");
        }
    }

    @Provide
    Arbitrary<String> pieces() {
        return Arbitraries.of("HTTP/1.1 200 OK\r\n", "HTTP/1.1 100 Go\r\n", "HTTP/1.0 204\r\n", "\r\n", "\n", "\r",
                "Content-Length: 3\r\n", "Content-Length: 99\r\n", "Transfer-Encoding: chunked\r\n",
                "Connection: close\r\n", "0\r\n", "3\r\nabc\r\n", "ffffffff\r\n", "abc", "\u0000", "\u00ff", ":", ";");
    }

    private static String call(ScriptedBackend backend, UpstreamRequest request) {
        try (BackendProxy proxy = proxy()) {
            return call(proxy, backend, request);
        }
    }

    private static String call(BackendProxy proxy, ScriptedBackend backend, UpstreamRequest request) {
        return switch (outcome(proxy, backend, request)) {
            case Outcome.Answered(var response, _) -> response.status() + " "
                    + (response.body().isEmpty() ? "-" : response.body().utf8());
            case Outcome.Failed(int status, String cause, _) -> status + " " + cause;
            case Outcome.NowhereToGo(int status, String message) -> status + " " + message;
            case Outcome.TooLarge _ -> "too large";
        };
    }

    private static Outcome outcome(BackendProxy proxy, ScriptedBackend backend, UpstreamRequest request) {
        return proxy.call(ProxyKit.service(backend.port()), request, ProxyKit.forwarded(),
                new Upstreams(List.of(), HealthTracking.local(), new SplittableRandom(1)), HashSource.NONE,
                Deadline.in(Duration.ofMinutes(1), Ticker.system()));
    }

    private static BackendProxy proxy() {
        return new BackendProxy(ANSWER_BYTES_MAX, ProxyKit::resolve,
                Ticker.system(), () -> {
                    throw new AssertionError("no TLS here");
                });
    }
}
