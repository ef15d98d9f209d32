package dev.headgate.identity.certificates;

import dev.headgate.model.CaCertificate;
import java.security.GeneralSecurityException;
import java.security.cert.CertPathBuilder;
import java.security.cert.CertStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateParsingException;
import java.security.cert.CollectionCertStoreParameters;
import java.security.cert.PKIXBuilderParameters;
import java.security.cert.PKIXCertPathBuilderResult;
import java.security.cert.TrustAnchor;
import java.security.cert.X509CertSelector;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// Authorities, and whether they vouch for a client's certificate: Java's own path validation (RFC 5280 §6) from it to one
/// that is trusted by itself, through others of them where it takes that. Nothing is asked over the network: revocation is
/// not looked at.
///
/// Immutable, so safe for use by many threads.
///
/// @param authorities those of one configuration
/// @param anyIsAnchor whether each is trusted by itself; else only those that signed themselves are
public record TrustedAuthorities(List<CaCertificate> authorities, boolean anyIsAnchor) {
    /// RFC 5280 §4.2.1.12.
    private static final String CLIENT_AUTHENTICATION = "1.3.6.1.5.5.7.3.2";
    private static final String ANY_USE = "2.5.29.37.0";

    public TrustedAuthorities {
        authorities = List.copyOf(authorities);
    }

    /// The ids of the authorities that vouch for a certificate at a moment, from its issuer to the one that is trusted by
    /// itself; empty where they do not.
    ///
    /// @param certificate the client's own
    public Optional<List<String>> vouchersOf(X509Certificate certificate, Instant now) {
        Set<TrustAnchor> anchors = authorities.stream().map(CaCertificate::certificate)
                .filter(authority -> anyIsAnchor || isSelfSigned(authority))
                .filter(authority -> isInForce(authority, now))
                .map(authority -> new TrustAnchor(authority, null)).collect(Collectors.toSet());
        if (anchors.isEmpty() || !isForClients(certificate)) {
            return Optional.empty();
        }
        try {
            X509CertSelector target = new X509CertSelector();
            target.setCertificate(certificate);
            PKIXBuilderParameters parameters = new PKIXBuilderParameters(anchors, target);
            parameters.setDate(Date.from(now));
            parameters.setRevocationEnabled(false);
            parameters.addCertStore(CertStore.getInstance("Collection", new CollectionCertStoreParameters(
                    known(certificate))));
            return CertPathBuilder.getInstance("PKIX")
                    .build(parameters) instanceof PKIXCertPathBuilderResult path
                            ? Optional.of(ids(path))
                            : Optional.empty();
        } catch (GeneralSecurityException e) {
            return Optional.empty();
        }
    }

    private List<X509Certificate> known(X509Certificate certificate) {
        List<X509Certificate> known = new ArrayList<>(authorities.stream().map(CaCertificate::certificate).toList());
        known.add(certificate);
        return known;
    }

    private List<String> ids(PKIXCertPathBuilderResult path) {
        List<Certificate> vouchers = new ArrayList<>(path.getCertPath().getCertificates());
        if (!vouchers.isEmpty()) {
            vouchers.removeFirst();
        }
        vouchers.add(path.getTrustAnchor().getTrustedCert());
        return vouchers.stream().flatMap(voucher -> authorities.stream()
                .filter(authority -> authority.certificate().equals(voucher)).map(CaCertificate::id)).toList();
    }

    private static boolean isSelfSigned(X509Certificate certificate) {
        return certificate.getSubjectX500Principal().equals(certificate.getIssuerX500Principal());
    }

    /// Java takes an anchor for good whatever its own dates say.
    private static boolean isInForce(X509Certificate certificate, Instant now) {
        return !now.isBefore(certificate.getNotBefore().toInstant())
                && !now.isAfter(certificate.getNotAfter().toInstant());
    }

    /// A certificate that says what it is for has to be for clients.
    private static boolean isForClients(X509Certificate certificate) {
        try {
            List<String> uses = certificate.getExtendedKeyUsage();
            return uses == null || uses.contains(CLIENT_AUTHENTICATION) || uses.contains(ANY_USE);
        } catch (CertificateParsingException e) {
            return false;
        }
    }
}
