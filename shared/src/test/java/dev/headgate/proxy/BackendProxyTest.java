package dev.headgate.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headgate.health.HealthTracking;
import dev.headgate.http.Body;
import dev.headgate.http.Headers;
import dev.headgate.model.Protocol;
import dev.headgate.model.Service;
import dev.headgate.model.Upstream;
import dev.headgate.plugin.UpstreamRequest;
import dev.headgate.proxy.ScriptedBackend.Script;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BackendProxyTest {
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

    @Test
    void a_request_goes_out_as_it_is() {
        try (ScriptedBackend backend = ScriptedBackend.answering(OK)) {
            call(backend, ProxyKit.request("GET", "/a%2Fb/[c]?x=%zz&y={1}|\"&x=2", "", "X-b", "1", "X-A", "\u00e9",
                    "x-b", "2", "Proxy-Authorization", "Basic eA==", "Cookie", "a=1; b=2", "TE", "trailers"));
            assertThat(backend.heads()).containsExactly("""
                    GET /a%%2Fb/[c]?x=%%zz&y={1}|"&x=2 HTTP/1.1
                    Host: 127.0.0.1:%d
                    Connection: keep-alive
                    X-b: 1
                    X-A: \u00e9
                    x-b: 2
                    Proxy-Authorization: Basic eA==
                    Cookie: a=1; b=2
                    TE: trailers
                    X-Forwarded-For: 203.0.113.7
                    X-Forwarded-Proto: http
                    X-Forwarded-Host: example.com
                    X-Forwarded-Port: 8000
                    X-Forwarded-Path: /
                    X-Real-IP: 203.0.113.7
                    X-Kong-Request-Id: 0123456789abcdef0123456789abcdef
                    Via: 1.1 %s

                    """.formatted(backend.port(), Product.TOKEN));
        }
    }

    @ParameterizedTest(name = "{0} with \"{1}\", Content-Length sent: {2}")
    @CsvSource(delimiter = '|', emptyValue = "", textBlock = """
            GET    | ''  | ''  | ''
            GET    | ''  | 0   | 0
            DELETE | ''  | ''  | ''
            HEAD   | ''  | ''  | ''
            POST   | ''  | ''  | 0
            PUT    | ''  | ''  | 0
            PATCH  | ''  | ''  | 0
            POST   | abc | ''  | 3
            POST   | abc | 999 | 3
            GET    | abc | ''  | 3
            """)
    void the_length_of_the_body_is_announced(String method, String body, String sent, String announced) {
        Headers headers = sent.isEmpty() ? Headers.EMPTY : Headers.of("Content-Length", sent);
        try (ScriptedBackend backend = ScriptedBackend.answering(OK)) {
            call(backend, new UpstreamRequest(method, "", "/", "", headers, Body.utf8(body)));
            String expected = announced.isEmpty() ? "" : "Content-Length: " + announced + "\n";
            assertThat(lines(backend.heads().getFirst(), "Content-Length")).isEqualTo(expected);
        }
    }

    @ParameterizedTest(name = "{0} {1} port {2}, asked for \"{3}\"")
    @CsvSource(delimiter = '|', emptyValue = "", textBlock = """
            HTTP  | a.test      | 80   | ''       | a.test
            HTTP  | a.test      | 8080 | ''       | a.test:8080
            HTTP  | a.test      | 443  | ''       | a.test:443
            HTTPS | a.test      | 443  | ''       | a.test
            HTTPS | a.test      | 80   | ''       | a.test:80
            HTTP  | my_service  | 80   | ''       | my_service
            HTTP  | ::1         | 80   | ''       | [::1]
            HTTP  | [::1]       | 8080 | ''       | [::1]:8080
            HTTP  | a.test      | 8080 | c.test:9 | c.test:9
            HTTP  | orders      | 9999 | ''       | b.test:7001
            HTTP  | named       | 9999 | ''       | b.example:7001
            HTTP  | named       | 9999 | c.test   | c.test
            """)
    void the_host_is(Protocol protocol, String serviceHost, int port, String asked, String host) throws Exception {
        Service service = ProxyKit.service(protocol, serviceHost, port, 0);
        Upstreams upstreams = new Upstreams(List.of(ProxyKit.upstream("orders", "", "b.test:7001:1"),
                ProxyKit.upstream("named", "b.example", "b.test:7001:1")), HealthTracking.local(),
                new SplittableRandom(1));
        Peers peers = new Peers(service, upstreams.of(serviceHost),
                _ -> List.of(InetAddress.getLoopbackAddress()), new AtomicInteger(), deadline(), "GET",
                HashSource.NONE);
        assertThat(BackendProxy.host(service, ProxyKit.get("/").withHostHeader(asked), peers.next())).isEqualTo(host);
    }

    @ParameterizedTest(name = "{0} to one that {1}, {2} retries")
    @CsvSource(delimiter = '|', textBlock = """
            GET   | answers                     | 5 | 200 | 1
            GET   | closes answers              | 5 | 200 | 2
            GET   | resets answers              | 5 | 200 | 2
            GET   | closes resets closes answers| 5 | 200 | 4
            GET   | closes                      | 5 | 502 | 6
            GET   | closes                      | 0 | 502 | 1
            GET   | closes closes answers       | 1 | 502 | 2
            HEAD  | closes answers              | 5 | 200 | 2
            PUT   | closes answers              | 5 | 200 | 2
            DELETE| closes answers              | 5 | 200 | 2
            POST  | closes answers              | 5 | 502 | 1
            PATCH | closes answers              | 5 | 502 | 1
            LOCK  | closes answers              | 5 | 502 | 1
            GET   | falls silent, answers       | 5 | 200 | 2
            GET   | falls silent                | 2 | 504 | 3
            POST  | falls silent, answers       | 5 | 504 | 1
            GET   | talks rubbish, answers      | 5 | 502 | 1
            GET   | answers half, answers       | 5 | 502 | 1
            GET   | answers half and stops, answers | 5 | 504 | 1
            GET   | answers 503, answers        | 5 | 503 | 1
            """)
    void tries_are_made_as_by_nginx(String method, String behaviour, int retries, int status, int tries) {
        Script[] scripts = behaviour.contains(",") || behaviour.contains("falls")
                ? scripts(behaviour.split(", "))
                : scripts(behaviour.split(" "));
        try (ScriptedBackend backend = ScriptedBackend.serving(scripts)) {
            Service service = impatient(ProxyKit.service(Protocol.HTTP, "127.0.0.1", backend.port(), retries));
            Outcome outcome = proxy.call(service, ProxyKit.request(method, "/", ""), ProxyKit.forwarded(),
                    ProxyKit.noUpstreams(), HashSource.NONE,
                    deadline());
            assertThat(ProxyKit.status(outcome) + " after " + backend.connections())
                    .isEqualTo(status + " after " + tries);
        }
    }

    private Script[] scripts(String... behaviours) {
        return List.of(behaviours).stream().map(this::script).toArray(Script[]::new);
    }

    private Script script(String behaviour) {
        return switch (behaviour) {
            case "answers" -> ANSWERS;
            case "closes" -> conversation -> conversation.readHead();
            case "resets" -> conversation -> {
                conversation.readHead();
                conversation.reset();
            };
            case "falls silent" -> conversation -> {
                conversation.readHead();
                conversation.holdOn(ticker);
            };
            case "talks rubbish" -> says("SSH-2.0-OpenSSH_9.2\r\n\r\n");
            case "answers half" -> says("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhi");
            case "answers half and stops" -> conversation -> {
                conversation.readHead();
                conversation.send("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhi");
                conversation.holdOn(ticker);
            };
            case "answers 503" -> says("HTTP/1.1 503 No\r\nContent-Length: 0\r\n\r\n");
            default -> throw new AssertionError(behaviour);
        };
    }

    private static Script says(String text) {
        return conversation -> {
            conversation.readHead();
            conversation.send(text);
        };
    }

    @Test
    void the_read_limit_is_between_two_reads_and_not_for_the_whole() {
        AtomicLong seconds = new AtomicLong();
        Ticker slow = () -> Duration.ofSeconds(seconds.incrementAndGet()).toNanos();
        try (ScriptedBackend backend = ScriptedBackend
                .answering("HTTP/1.1 200 OK\r\nContent-Length: 1000000\r\n\r\n" + "x".repeat(1_000_000));
                BackendProxy proxyInSlowTime = new BackendProxy(BackendProxy.LAMBDA_PAYLOAD_BYTES_MAX,
                        ProxyKit::resolve, slow,
                        () -> {
                            throw new AssertionError("no TLS here");
                        })) {
            assertThat(ProxyKit.status(proxyInSlowTime.call(ProxyKit.service(backend.port()), ProxyKit.get("/"),
                    ProxyKit.forwarded(), ProxyKit.noUpstreams(), HashSource.NONE,
                    Deadline.in(Duration.ofHours(10), slow))))
                    .isEqualTo(200);
            assertThat(seconds.get()).isGreaterThan(60);
        }
    }

    @Test
    void the_deadline_cuts_every_limit_and_ends_all_tries() {
        try (ScriptedBackend backend = ScriptedBackend.serving(conversation -> {
            conversation.readHead();
            conversation.holdOn(ticker);
        })) {
            Service service = ProxyKit.service(Protocol.HTTP, "127.0.0.1", backend.port(), 5);
            Outcome outcome = proxy.call(service, ProxyKit.get("/"), ProxyKit.forwarded(), ProxyKit.noUpstreams(),
                    HashSource.NONE,
                    Deadline.in(Duration.ofMillis(20), ticker));
            assertThat(ProxyKit.status(outcome)).isEqualTo(504);
            assertThat(backend.connections()).isEqualTo(1);
        }
    }

    @Test
    void a_backend_that_does_not_accept_times_out_and_may_be_tried_again_whatever_the_method() throws IOException {
        // The kernel lets connections wait for a program that accepts; when too many wait it lets further ones hang.
        try (ServerSocket full = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                ScriptedBackend backend = ScriptedBackend.answering(OK);
                Crowd _ = Crowd.before(full)) {
            Service service = ProxyKit.withLimits(ProxyKit.service(Protocol.HTTP, "crowded", 1, 1),
                    Duration.ofMillis(50), Duration.ofMinutes(1), Duration.ofMinutes(1));
            Upstreams upstreams = upstreams("127.0.0.1:" + full.getLocalPort() + ":1",
                    "127.0.0.1:" + backend.port() + ":1");
            for (int i = 0; i < 2; i++) {
                assertThat(ProxyKit.status(proxy.call(service, ProxyKit.request("POST", "/", ""), ProxyKit.forwarded(),
                        upstreams, HashSource.NONE, deadline()))).isEqualTo(200);
            }
            Service alone = ProxyKit.withLimits(ProxyKit.service(full.getLocalPort()), Duration.ofMillis(50),
                    Duration.ofMinutes(1), Duration.ofMinutes(1));
            assertThat(ProxyKit.status(call(alone))).isEqualTo(504);
        }
    }

    private record Crowd(List<Socket> waiting) implements AutoCloseable {
        static Crowd before(ServerSocket server) {
            return new Crowd(IntStream.range(0, 3).mapToObj(_ -> {
                Socket socket = new Socket();
                try {
                    socket.connect(server.getLocalSocketAddress(), 50);
                } catch (IOException _) {
                    // This one did not even get a place to wait.
                }
                return socket;
            }).toList());
        }

        @Override
        public void close() throws IOException {
            for (Socket socket : waiting) {
                socket.close();
            }
        }
    }

    @Test
    void a_refused_connection_is_tried_again_whatever_the_method() throws IOException {
        try (Socket nobody = bound(); ScriptedBackend backend = ScriptedBackend.answering(OK)) {
            Service service = ProxyKit.service(Protocol.HTTP, "crowded", 1, 1);
            Upstreams upstreams = upstreams("127.0.0.1:" + nobody.getLocalPort() + ":1",
                    "127.0.0.1:" + backend.port() + ":1");
            for (int i = 0; i < 4; i++) {
                assertThat(ProxyKit.status(proxy.call(service, ProxyKit.request("POST", "/", ""), ProxyKit.forwarded(),
                        upstreams, HashSource.NONE, deadline()))).isEqualTo(200);
            }
            assertThat(ProxyKit.status(call(ProxyKit.service(nobody.getLocalPort())))).isEqualTo(502);
        }
    }

    @Test
    void tries_take_the_targets_in_turn_and_tell_each_its_own_host() {
        Script closes = conversation -> conversation.readHead();
        try (ScriptedBackend one = ScriptedBackend.serving(closes);
                ScriptedBackend two = ScriptedBackend.serving(closes)) {
            Upstreams upstreams = upstreams("a.test:" + one.port() + ":1", "b.test:" + two.port() + ":1");
            proxy.call(ProxyKit.service(Protocol.HTTP, "crowded", 1, 5), ProxyKit.get("/"), ProxyKit.forwarded(),
                    upstreams, HashSource.NONE, deadline());
            assertThat(hosts(one)).isEqualTo(("Host: a.test:" + one.port() + "\n").repeat(3));
            assertThat(hosts(two)).isEqualTo(("Host: b.test:" + two.port() + "\n").repeat(3));
        }
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            host of no name             | 503 name resolution failed
            upstream without targets    | 503 failure to get a peer from the ring-balancer
            upstream of weight 0        | 503 failure to get a peer from the ring-balancer
            upstream of no known names  | 503 failure to get a peer from the ring-balancer
            upstream with one good name | 200
            """)
    void a_name_leads(String situation, String outcome) {
        try (ScriptedBackend backend = ScriptedBackend.answering(OK)) {
            Upstream upstream = switch (situation) {
                case "host of no name" -> ProxyKit.upstream("other", "");
                case "upstream without targets" -> ProxyKit.upstream("crowded", "");
                case "upstream of weight 0" -> ProxyKit.upstream("crowded", "", "a.test:" + backend.port() + ":0");
                case "upstream of no known names" ->
                        ProxyKit.upstream("crowded", "", "a.invalid:80:1", "b.invalid:80:1");
                default -> ProxyKit.upstream("crowded", "", "a.invalid:80:65535", "a.test:" + backend.port() + ":1");
            };
            Outcome result = proxy.call(ProxyKit.service(Protocol.HTTP, "crowded", 80, 0), ProxyKit.get("/"),
                    ProxyKit.forwarded(),
                    new Upstreams(List.of(upstream), HealthTracking.local(), new SplittableRandom(1)), HashSource.NONE,
                    deadline());
            assertThat(result instanceof Outcome.NowhereToGo(int status, String message)
                    ? status + " " + message
                    : Integer.toString(ProxyKit.status(result))).isEqualTo(outcome);
        }
    }

    @Test
    void the_addresses_of_a_name_take_turns() throws UnknownHostException {
        List<InetAddress> addresses = List.of(InetAddress.ofLiteral("127.0.0.1"), InetAddress.ofLiteral("127.0.0.2"));
        AtomicInteger rotation = new AtomicInteger(Integer.MAX_VALUE);
        Peers peers = new Peers(ProxyKit.service(Protocol.HTTP, "a.test", 80, 0), ProxyKit.noUpstreams().of("a.test"),
                _ -> addresses, rotation, deadline(), "GET", HashSource.NONE);
        assertThat(IntStream.range(0, 4).mapToObj(_ -> {
            try {
                return peers.next().address().getHostAddress();
            } catch (Peers.NoPeerException e) {
                throw new AssertionError(e);
            }
        })).containsOnly("127.0.0.1", "127.0.0.2").hasSize(4);
        assertThat(NameResolver.system().resolve("localhost")).isNotEmpty();
    }

    @Test
    void a_large_body_is_sent_whole_and_the_connection_kept() {
        byte[] body = new byte[3_000_000];
        new SplittableRandom(1).nextBytes(body);
        AtomicInteger same = new AtomicInteger();
        try (ScriptedBackend backend = ScriptedBackend.serving(conversation -> {
            while (!conversation.readHead().isEmpty()) {
                same.addAndGet(Arrays.equals(conversation.readBody(body.length), body) ? 1 : 0);
                conversation.send(OK);
            }
        })) {
            UpstreamRequest request = ProxyKit.request("POST", "/", "").withBody(Body.of(body));
            assertThat(ProxyKit.status(call(backend, request))).isEqualTo(200);
            assertThat(ProxyKit.status(call(backend, request))).isEqualTo(200);
            assertThat(same).hasValue(2);
            assertThat(backend.connections()).isEqualTo(1);
        }
    }

    @Test
    void an_answer_that_comes_before_the_body_is_read_counts() {
        try (ScriptedBackend backend = ScriptedBackend.serving(conversation -> {
            conversation.readHead();
            conversation.send("HTTP/1.1 413 Too Large\r\nContent-Length: 0\r\n\r\n");
            conversation.holdOn();
        })) {
            UpstreamRequest request = ProxyKit.request("POST", "/", "").withBody(Body.of(new byte[20_000_000]));
            assertThat(ProxyKit.status(call(backend, request))).isEqualTo(413);
        }
    }

    @Test
    void a_backend_that_stops_reading_times_out() {
        try (ScriptedBackend backend = ScriptedBackend.serving(conversation -> {
            conversation.readHead();
            conversation.holdOn(ticker);
        })) {
            UpstreamRequest request = ProxyKit.request("POST", "/", "").withBody(Body.of(new byte[50_000_000]));
            assertThat(ProxyKit.status(call(backend, request))).isEqualTo(504);
        }
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            a line break in a value  | X-A  | 1^X-B: 2
            a line break in a name   | X^-A | 1
            an empty name            | ''   | 1
            """)
    void a_plugin_cannot_write_messages_of_its_own(String what, String name, String value) {
        try (ScriptedBackend backend = ScriptedBackend.answering(OK)) {
            Outcome outcome = call(backend, ProxyKit.get("/", name.replace("^", "\r\n"), value.replace("^", "\r\n")));
            assertThat(ProxyKit.status(outcome)).as(what).isEqualTo(500);
            assertThat(backend.connections()).isZero();
        }
    }

    /// Limits that pass when the test's clock moves, and are looked at often.
    private static Service impatient(Service service) {
        Duration limit = Duration.ofMillis(20);
        return ProxyKit.withLimits(service, Duration.ofMinutes(1), limit, limit);
    }

    private Outcome call(ScriptedBackend backend, UpstreamRequest request) {
        return proxy.call(ProxyKit.service(backend.port()), request, ProxyKit.forwarded(), ProxyKit.noUpstreams(),
                HashSource.NONE,
                deadline());
    }

    private Outcome call(Service service) {
        return proxy.call(service, ProxyKit.get("/"), ProxyKit.forwarded(), ProxyKit.noUpstreams(), HashSource.NONE,
                deadline());
    }

    private Deadline deadline() {
        return Deadline.in(Duration.ofDays(1000), ticker);
    }

    private static Upstreams upstreams(String... targets) {
        return new Upstreams(List.of(ProxyKit.upstream("crowded", "", targets)), HealthTracking.local(),
                new SplittableRandom(1));
    }

    private static String hosts(ScriptedBackend backend) {
        return backend.heads().stream().map(head -> lines(head, "Host")).collect(Collectors.joining());
    }

    private static String lines(String head, String name) {
        return head.lines().filter(line -> line.startsWith(name + ":")).map(line -> line + "\n")
                .collect(Collectors.joining());
    }

    /// Holds a port at which nobody listens, so that nobody else comes to.
    private static Socket bound() throws IOException {
        Socket socket = new Socket();
        socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        return socket;
    }
}
