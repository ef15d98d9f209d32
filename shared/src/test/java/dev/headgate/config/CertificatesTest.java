package dev.headgate.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.headgate.diagnostic.Code;
import dev.headgate.diagnostic.Diagnostic;
import dev.headgate.diagnostic.Severity;
import dev.headgate.identity.certificates.Certificates;
import dev.headgate.model.BackendTls;
import dev.headgate.model.Certificate;
import dev.headgate.model.Gateway;
import dev.headgate.proxy.TestCertificate;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Certificates of files, and who shows and trusts them.
class CertificatesTest {
    private static final String ID = "1b4e28ba-2fa1-41d2-883f-0016d3cca427";
    private static final String OTHER = "2b4e28ba-2fa1-41d2-883f-0016d3cca427";
    private static TestCertificate one;
    private static TestCertificate other;

    @BeforeAll
    static void makeCertificates(@TempDir Path directory) throws Exception {
        one = TestCertificate.in(Files.createDirectory(directory.resolve("one")));
        other = TestCertificate.in(Files.createDirectory(directory.resolve("other")));
    }

    private static Reading read(String text) {
        return new KongReader(InstantSource.fixed(Instant.EPOCH)).read("kong.yaml",
                "_format_version: \"3.0\"\n" + text);
    }

    private static Gateway gateway(String text) {
        Reading reading = read(text);
        assertThat(reading.diagnostics()).noneMatch(found -> found.severity() == Severity.ERROR);
        return reading.gateway().orElseThrow();
    }

    /// An entry of `certificates`.
    private static String entry(String id, TestCertificate certificate, TestCertificate key)
            throws GeneralSecurityException {
        return "- id: " + id + "\n  cert: \"" + pem("CERTIFICATE", certificate.certificate().getEncoded())
                + "\"\n  key: \"" + pem("PRIVATE KEY", key.keyed().key().getEncoded()) + "\"\n";
    }

    private static String pem(String label, byte[] der) {
        return "-----BEGIN " + label + "-----\\n" + Base64.getEncoder().encodeToString(der) + "\\n-----END " + label
                + "-----\\n";
    }

    @Test
    void certificates_have_their_server_names() throws Exception {
        Gateway gateway = gateway("certificates:\n" + entry(ID, one, one)
                + "  snis: [{name: a.test}]\nsnis: [{name: '*.a.test', certificate: {id: " + ID + "}}]");
        assertThat(gateway.certificates()).singleElement().satisfies(certificate -> {
            assertThat(certificate.serverNames()).containsExactly("a.test", "*.a.test");
            assertThat(certificate.content()).hasValue(one.keyed());
        });
    }

    @Test
    void a_certificate_and_a_key_have_to_match() throws Exception {
        assertThat(read("certificates:\n" + entry(ID, one, other)).diagnostics())
                .extracting(Diagnostic::code, Diagnostic::message)
                .containsExactly(tuple(Code.HG0108, "certificate does not match key."));
    }

    @Test
    void services_show_their_certificate_or_that_of_their_upstream_and_trust_their_authorities() throws Exception {
        Gateway gateway = gateway("certificates:\n" + entry(ID, one, one) + entry(OTHER, other, other)
                + "ca_certificates:\n- id: " + ID + "\n  cert: |\n    "
                + Certificates.text("root").strip().replace("\n", "\n    ") + "\n"
                + """
                        upstreams: [{name: orders, client_certificate: OTHER, targets: [{target: 'a.test:443'}]}]
                        services:
                        - {name: own, url: 'https://orders', client_certificate: {id: ID}, ca_certificates: [ID],
                           tls_verify_depth: 2}
                        - {name: upstreams, url: 'https://orders'}
                        - {name: none, url: 'https://other'}
                        """.replace("OTHER", OTHER).replace("ID", ID));
        assertThat(gateway.services()).extracting(service -> service.name() + " " + service.tls())
                .containsExactly(
                        "own " + new BackendTls(Optional.of(one.keyed()), List.of(Certificates.certificate("root")),
                                OptionalInt.of(2)),
                        "upstreams " + new BackendTls(Optional.of(other.keyed()), List.of(), OptionalInt.empty()),
                        "none " + BackendTls.DEFAULT);
        assertThat(gateway.services().get(1).tls().clientCertificate()).hasValue(other.keyed());
        assertThat(gateway.caCertificates()).hasSize(1);
    }

    @Test
    void a_key_may_stand_in_a_vault() throws Exception {
        Gateway gateway = gateway("certificates: [{cert: \"" + pem("CERTIFICATE", one.certificate().getEncoded())
                + "\", key: '{vault://aws/certificate/key}'}]");
        assertThat(gateway.certificates()).extracting(Certificate::content).containsExactly(Optional.empty());
        assertThat(gateway.secrets()).hasSize(1);
    }
}
