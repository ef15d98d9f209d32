package dev.headgate.identity.certificates;

import java.io.ByteArrayInputStream;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Reads certificates in PEM form (RFC 7468 §5). What stands around the block, and how its lines are broken, does not
/// matter.
///
/// Pure and safe for use by many threads.
public final class CertificateText {
    private static final Pattern BLOCK = Pattern
            .compile("-----BEGIN CERTIFICATE-----([^-]*+)-----END CERTIFICATE-----");

    private CertificateText() {}

    /// The certificate of a text; empty where there is none, more than one, or one that cannot be read.
    public static Optional<X509Certificate> read(String text) {
        Matcher block = BLOCK.matcher(text);
        if (!block.find()) {
            return Optional.empty();
        }
        String base64 = block.group(1);
        return block.find() ? Optional.empty() : decoded(base64);
    }

    /// The certificates of a text, in its order; none where there is none or one cannot be read.
    public static List<X509Certificate> readAll(String text) {
        List<X509Certificate> certificates = new ArrayList<>();
        Matcher block = BLOCK.matcher(text);
        while (block.find()) {
            Optional<X509Certificate> certificate = decoded(block.group(1));
            if (certificate.isEmpty()) {
                return List.of();
            }
            certificates.add(certificate.get());
        }
        return certificates;
    }

    private static Optional<X509Certificate> decoded(String base64) {
        try {
            byte[] der = Base64.getMimeDecoder().decode(base64);
            return CertificateFactory.getInstance("X.509")
                    .generateCertificate(new ByteArrayInputStream(der)) instanceof X509Certificate certificate
                            ? Optional.of(certificate)
                            : Optional.empty();
        } catch (IllegalArgumentException | CertificateException e) {
            return Optional.empty();
        }
    }
}
