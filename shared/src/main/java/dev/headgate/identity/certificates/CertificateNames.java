package dev.headgate.identity.certificates;

import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.naming.InvalidNameException;
import javax.naming.ldap.LdapName;
import javax.naming.ldap.Rdn;
import javax.security.auth.x500.X500Principal;

/// The names that a certificate gives whoever shows it.
///
/// Pure and safe for use by many threads.
public final class CertificateNames {
    /// Kinds of GeneralName (RFC 5280 §4.2.1.6).
    private static final int EMAIL = 1;
    private static final int DNS = 2;
    private static final int DIRECTORY = 4;
    private static final int URI = 6;
    private static final int ADDRESS = 7;

    private CertificateNames() {}

    /// The subject's distinguished name, the last part first: `CN=alice,O=Example` (RFC 2253).
    public static String distinguishedName(X509Certificate certificate) {
        return certificate.getSubjectX500Principal().getName(X500Principal.RFC2253);
    }

    /// The subject's common name; of several the first.
    public static Optional<String> commonName(X509Certificate certificate) {
        return attributes(distinguishedName(certificate)).filter(part -> part.getType().equalsIgnoreCase("CN"))
                .flatMap(CertificateNames::text).findFirst();
    }

    /// Subject alternative names in their order: mail addresses, DNS names, URIs, IP addresses, and the values of
    /// directory names.
    public static List<String> alternativeNames(X509Certificate certificate) {
        try {
            Collection<List<?>> names = certificate.getSubjectAlternativeNames();
            return names == null ? List.of() : names.stream().flatMap(CertificateNames::alternative).toList();
        } catch (CertificateParsingException e) {
            return List.of();
        }
    }

    /// What consumers are looked up by: the alternative names, or else the common name.
    public static List<String> subjectNames(X509Certificate certificate) {
        List<String> alternatives = alternativeNames(certificate);
        return alternatives.isEmpty() ? commonName(certificate).stream().toList() : alternatives;
    }

    private static Stream<String> alternative(List<?> name) {
        if (!(name.get(0) instanceof Integer kind) || !(name.get(1) instanceof String text)) {
            return Stream.empty();
        }
        return switch (kind) {
            case EMAIL, DNS, URI, ADDRESS -> Stream.of(text);
            case DIRECTORY -> attributes(text).flatMap(CertificateNames::text);
            default -> Stream.empty();
        };
    }

    /// The parts of a distinguished name in the order in which the certificate has them.
    private static Stream<Rdn> attributes(String distinguishedName) {
        try {
            return new LdapName(distinguishedName).getRdns().stream();
        } catch (InvalidNameException e) {
            return Stream.empty();
        }
    }

    private static Stream<String> text(Rdn part) {
        return part.getValue() instanceof String text ? Stream.of(text) : Stream.empty();
    }
}
