package dev.headgate.model;

import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.List;

/// A certificate with its private key, which match.
///
/// @param chain the certificate first, then those of the authorities between it and a root; at least one
/// @param key secret
public record KeyedCertificate(List<X509Certificate> chain, PrivateKey key) {
    public KeyedCertificate {
        chain = List.copyOf(chain);
    }

    /// Without the key, so that it never reaches a log.
    @Override
    public String toString() {
        return "KeyedCertificate[" + chain.getFirst().getSubjectX500Principal() + "]";
    }
}
