package dev.headgate.identity.certificates;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TrustedAuthoritiesTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", useHeadersInDisplayName = true, textBlock = """
            authorities   | any is anchor | certificate | at                   | vouchers
            root          | false         | plain       | 2026-11-25T10:20:30Z | root
            root issuing  | false         | plain       | 2026-11-25T10:20:30Z | root
            root issuing  | false         | device      | 2026-11-25T10:20:30Z | issuing root
            issuing root  | true          | device      | 2026-11-25T10:20:30Z | issuing
            issuing       | true          | device      | 2026-11-25T10:20:30Z | issuing
            root          | false         | named       | 2026-11-25T10:20:30Z | root
            stranger root | false         | plain       | 2026-11-25T10:20:30Z | root
            stranger root | false         | imposter    | 2026-11-25T10:20:30Z | stranger
            root          | false         | root        | 2026-11-25T10:20:30Z | root
            # An authority in between is not trusted by itself, and one that is missing cannot be found.
            issuing       | false         | device      | 2026-11-25T10:20:30Z | -
            root          | false         | device      | 2026-11-25T10:20:30Z | -
            # The same names with another key.
            root          | false         | imposter    | 2026-11-25T10:20:30Z | -
            stranger      | false         | plain       | 2026-11-25T10:20:30Z | -
            # Not for clients; not signed by an authority.
            root          | false         | server      | 2026-11-25T10:20:30Z | -
            root issuing  | false         | leafca      | 2026-11-25T10:20:30Z | -
            # Out of force, the client's or the authority's.
            root          | false         | brief       | 2026-11-25T10:20:30Z | root
            root          | false         | brief       | 2026-11-26T10:20:30Z | -
            root          | false         | brief       | 2026-11-25T03:57:22Z | -
            root          | false         | plain       | 2200-01-01T00:00:00Z | -
            ''            | false         | plain       | 2026-11-25T10:20:30Z | -
            ''            | true          | plain       | 2026-11-25T10:20:30Z | -
            """)
    void authorities_vouch_for_what_they_signed(String names, boolean anyIsAnchor, String certificate, Instant at,
            String vouchers) {
        TrustedAuthorities trusted = new TrustedAuthorities(Certificates.authorities(names), anyIsAnchor);
        assertThat(trusted.vouchersOf(Certificates.certificate(certificate), at).map(ids -> String.join(" ", ids))
                .orElse(null)).isEqualTo(vouchers);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', useHeadersInDisplayName = true, textBlock = """
            certificate | subject names                                                       | common name | distinguished name
            plain       | alice                                                               | alice       | CN=alice,O=Example
            device      | device-7                                                            | device-7    | CN=device-7,O=Example,C=DE
            named       | alice.example alice@example.com spiffe://example/alice 192.0.2.1    | other       | CN=other,O=Example
            dirname     | Example in-directory                                                | other       | CN=other,O=Example
            noname      | ''                                                                  | ''          | O=Example
            """)
    void a_certificate_names_whoever_shows_it(String certificate, String subjectNames, String commonName,
            String distinguishedName) {
        var shown = Certificates.certificate(certificate);
        assertThat(String.join(" ", CertificateNames.subjectNames(shown))).isEqualTo(subjectNames);
        assertThat(CertificateNames.commonName(shown).orElse("")).isEqualTo(commonName);
        assertThat(CertificateNames.distinguishedName(shown)).isEqualTo(distinguishedName);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', useHeadersInDisplayName = true, textBlock = """
            text                                                        | is read
            PEM                                                         | true
            with words around it PEM                                    | true
            PEM PEM                                                     | false
            -----BEGIN CERTIFICATE-----MIIB-----END CERTIFICATE-----    | false
            -----BEGIN CERTIFICATE----------END CERTIFICATE-----        | false
            -----BEGIN PUBLIC KEY-----MIIB-----END PUBLIC KEY-----      | false
            nothing                                                     | false
            """)
    void one_certificate_is_read_from_a_text(String text, boolean isRead) {
        assertThat(CertificateText.read(text.replace("PEM", Certificates.text("plain")))).matches(
                read -> read.isPresent() == isRead);
        assertThat(CertificateText.read(text.replace("PEM", Certificates.text("plain").replace('\n', ' ')))).matches(
                read -> read.isPresent() == isRead);
    }
}
