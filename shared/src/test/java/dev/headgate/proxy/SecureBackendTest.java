package dev.headgate.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headgate.health.HealthTracking;
import dev.headgate.http.Headers;
import dev.headgate.model.Protocol;
import dev.headgate.model.Service;
import dev.headgate.plugin.UpstreamRequest;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SecureBackendTest {
    private static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nhi";
    private static TestCertificate certificate;

    @BeforeAll
    static void makeCertificate(@TempDir Path directory) throws Exception {
        certificate = TestCertificate.in(directory);
    }

    @ParameterizedTest(name = "at {0}, Host \"{1}\", certificate {2}, verification {3}")
    @CsvSource(delimiter = '|', emptyValue = "", textBlock = """
            a.test    | ''         | trusted   | on  | 200
            A.TEST    | ''         | trusted   | on  | 200
            b.test    | ''         | trusted   | on  | 502
            b.test    | ''         | trusted   | off | 200
            b.test    | a.test     | trusted   | on  | 200
            b.test    | a.test:444 | trusted   | on  | 200
            a.test    | b.test     | trusted   | on  | 502
            127.0.0.1 | ''         | trusted   | on  | 502
            127.0.0.1 | ''         | trusted   | off | 200
            a.test    | ''         | untrusted | on  | 502
            a.test    | ''         | untrusted | off | 200
            a.test    | not a name | untrusted | off | 200
            """)
    void a_certificate_is_checked_for_the_host_that_is_asked_for(String serviceHost, String host, String trust,
            String verification, int status) throws Exception {
        try (ScriptedBackend backend = ScriptedBackend.over(serverSocket(), answering());
                BackendProxy proxy = proxy(trust.equals("trusted") ? SecureBackendTest::trust : () -> defaultTrust())) {
            Service service = service(serviceHost, backend.port(), verification);
            assertThat(status(call(proxy, service, ProxyKit.get("/").withHostHeader(host)))).isEqualTo(status);
        }
    }

    @Test
    void connections_are_kept_over_tls_too() throws Exception {
        try (ScriptedBackend backend = ScriptedBackend.over(serverSocket(), answering());
                BackendProxy proxy = proxy(SecureBackendTest::trust)) {
            Service service = service("a.test", backend.port(), "on");
            assertThat(status(call(proxy, service, ProxyKit.get("/")))).isEqualTo(200);
            assertThat(status(call(proxy, service, ProxyKit.get("/")))).isEqualTo(200);
            assertThat(backend.connections()).isEqualTo(1);
        }
    }

    @Test
    void a_backend_without_tls_is_a_bad_gateway() {
        try (ScriptedBackend backend = ScriptedBackend.serving(conversation -> conversation.send(OK));
                BackendProxy proxy = proxy(SecureBackendTest::trust)) {
            assertThat(status(call(proxy, service("a.test", backend.port(), "off"), ProxyKit.get("/"))))
                    .isEqualTo(502);
        }
    }

    @Test
    void a_backend_that_refuses_http_1_1_is_called_over_http_2() throws Exception {
        try (Http2Backend backend = new Http2Backend(certificate.keys());
                BackendProxy proxy = proxy(SecureBackendTest::trust)) {
            Service service = service("localhost", backend.port(), "off");
            UpstreamRequest request = ProxyKit.request("POST", "/a%2Fb?x={1}&x=%zz", "body", "X-A", "1", "X-A", "2");
            for (int i = 0; i < 2; i++) {
                Outcome.Answered answered = (Outcome.Answered) call(proxy, service, request);
                assertThat(answered.response().headers())
                        .isEqualTo(Headers.of("set-cookie", "a=1", "set-cookie", "b=2"));
                assertThat(answered.response().body().utf8().lines()).contains(":method: POST",
                        ":path: /a%2Fb?x=%7B1%7D&x=%25zz", ":authority: localhost:" + backend.port(), "x-a: 1",
                        "x-a: 2", "x-forwarded-host: example.com", "x-real-ip: 203.0.113.7", "content-length: 4",
                        "body");
            }
        }
    }

    @ParameterizedTest(name = "{0}, certificate checked: {1}")
    @CsvSource(delimiter = '|', textBlock = """
            /bytes/0      | off | 200
            /bytes/100000 | off | 200
            /bytes/100001 | off | too large
            /bytes/1      | on  | 502
            """)
    void over_http_2_an_answer_counts_as(String path, String verification, String outcome) throws Exception {
        try (Http2Backend backend = new Http2Backend(certificate.keys());
                BackendProxy proxy = proxy(SecureBackendTest::trust)) {
            Outcome actual = call(proxy, service("localhost", backend.port(), verification), ProxyKit.get(path));
            assertThat(actual instanceof Outcome.TooLarge ? "too large" : Integer.toString(status(actual)))
                    .isEqualTo(outcome);
        }
    }

    @Test
    void over_http_2_the_deadline_holds() throws Exception {
        try (Http2Backend backend = new Http2Backend(certificate.keys());
                BackendProxy proxy = proxy(SecureBackendTest::trust)) {
            Service service = service("localhost", backend.port(), "off");
            call(proxy, service, ProxyKit.get("/"));
            assertThat(
                    status(proxy.call(service, ProxyKit.get("/silence"), ProxyKit.forwarded(), none(), HashSource.NONE,
                            Deadline.in(Duration.ofMillis(50), Ticker.system()))))
                    .isEqualTo(504);
        }
    }

    private static ScriptedBackend.Script answering() {
        return conversation -> {
            while (!conversation.readHead().isEmpty()) {
                conversation.send(OK);
            }
        };
    }

    private static ServerSocket serverSocket() throws Exception {
        return certificate.server().getServerSocketFactory().createServerSocket(0, 50,
                InetAddress.getLoopbackAddress());
    }

    private static Service service(String host, int port, String verification) {
        Service service = ProxyKit.service(Protocol.HTTPS, host, port, 0);
        return verification.equals("on") ? service : ProxyKit.withoutVerification(service);
    }

    private static BackendProxy proxy(Supplier<SSLContext> trust) {
        return new BackendProxy(100_000, host -> ProxyKit.resolve(
                host.equalsIgnoreCase("a.test") || host.equals("localhost") ? "a.test" : host), Ticker.system(), trust);
    }

    private static SSLContext trust() {
        try {
            return certificate.trust();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static SSLContext defaultTrust() {
        try {
            return SSLContext.getDefault();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Outcome call(BackendProxy proxy, Service service, UpstreamRequest request) {
        return proxy.call(service, request, ProxyKit.forwarded(), none(), HashSource.NONE,
                Deadline.in(Duration.ofMinutes(1), Ticker.system()));
    }

    private static Upstreams none() {
        return new Upstreams(List.of(), HealthTracking.local(), new SplittableRandom(1));
    }

    private static int status(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Answered answered -> answered.response().status();
            case Outcome.Failed failed -> failed.status();
            case Outcome.NowhereToGo nowhere -> nowhere.status();
            case Outcome.TooLarge _ -> throw new AssertionError("too large");
        };
    }
}
