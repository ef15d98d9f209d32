package dev.headgate.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headgate.health.HealthTracking;
import dev.headgate.model.BackendTls;
import dev.headgate.model.KeyedCertificate;
import dev.headgate.model.Protocol;
import dev.headgate.model.Service;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SplittableRandom;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// A service's own client certificate and authorities, against a backend over TLS.
class BackendTlsTest {
    private static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nhi";
    private static Map<String, TestCertificate> certificates;

    @BeforeAll
    static void makeCertificates(@TempDir Path directory) throws Exception {
        certificates = Map.of("backend", certificate(directory.resolve("backend")), "client",
                certificate(directory.resolve("client")), "stranger", certificate(directory.resolve("stranger")));
    }

    private static TestCertificate certificate(Path directory) throws Exception {
        return TestCertificate.in(Files.createDirectory(directory));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', useHeadersInDisplayName = true, textBlock = """
            backend asks | shown    | authorities      | depth | verified | status
            no           | nothing  | backend          | -     | yes      | 200
            no           | nothing  | stranger backend | -     | yes      | 200
            no           | nothing  | backend          | 0     | yes      | 200
            no           | nothing  | stranger         | -     | yes      | 502
            no           | nothing  | Java's           | 3     | yes      | 502
            no           | nothing  | stranger         | -     | no       | 200
            no           | client   | backend          | -     | yes      | 200
            yes          | client   | backend          | -     | yes      | 200
            yes          | client   | Java's           | -     | no       | 200
            yes          | client   | Java's           | -     | yes      | 502
            yes          | stranger | backend          | -     | yes      | 502
            yes          | nothing  | backend          | -     | yes      | 502
            """)
    void a_backend_is_called_with_the_certificates_of_its_service(String asks, String shown, String authorities,
            String depth, String verified, int status) throws Exception {
        SSLServerSocket socket = (SSLServerSocket) certificates.get("backend").server(certificates.get("client"))
                .getServerSocketFactory().createServerSocket(0, 50, InetAddress.getLoopbackAddress());
        socket.setNeedClientAuth(asks.equals("yes"));
        BackendTls tls = new BackendTls(shown(shown), authorities(authorities),
                depth.equals("-") ? OptionalInt.empty() : OptionalInt.of(Integer.parseInt(depth)));
        try (ScriptedBackend backend = ScriptedBackend.over(socket, answering());
                BackendProxy proxy = new BackendProxy(100_000, ProxyKit::resolve, Ticker.system(),
                        BackendTlsTest::trustedByJava)) {
            Service service = ProxyKit.withTls(ProxyKit.service(Protocol.HTTPS, "a.test", backend.port(), 0), tls);
            Service called = verified.equals("yes") ? service : ProxyKit.withoutVerification(service);
            assertThat(status(call(proxy, called))).isEqualTo(status);
        }
    }

    private static ScriptedBackend.Script answering() {
        return conversation -> {
            while (!conversation.readHead().isEmpty()) {
                conversation.send(OK);
            }
        };
    }

    private static Optional<KeyedCertificate> shown(String name) throws GeneralSecurityException {
        return certificates.containsKey(name) ? Optional.of(certificates.get(name).keyed()) : Optional.empty();
    }

    private static List<X509Certificate> authorities(String names) {
        return Arrays.stream(names.split(" ")).filter(certificates::containsKey).map(certificates::get)
                .map(BackendTlsTest::certificate).toList();
    }

    private static X509Certificate certificate(TestCertificate certificate) {
        try {
            return certificate.certificate();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static SSLContext trustedByJava() {
        try {
            return SSLContext.getDefault();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Outcome call(BackendProxy proxy, Service service) {
        return proxy.call(service, ProxyKit.get("/"), ProxyKit.forwarded(),
                new Upstreams(List.of(), HealthTracking.local(), new SplittableRandom(1)), HashSource.NONE,
                Deadline.in(Duration.ofMinutes(1), Ticker.system()));
    }

    private static int status(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Answered answered -> answered.response().status();
            case Outcome.Failed failed -> failed.status();
            case Outcome.NowhereToGo nowhere -> nowhere.status();
            case Outcome.TooLarge _ -> 0;
        };
    }
}
