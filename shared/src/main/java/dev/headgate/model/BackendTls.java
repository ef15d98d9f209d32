package dev.headgate.model;

import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/// What TLS with a backend has of its own. Immutable.
///
/// @param clientCertificate shown to a backend that asks for one
/// @param authorities the backend's certificate has to come from one of them; none for those that Java trusts
/// @param verifyDepth how many certificates of authorities may stand between the backend's and a trusted one, 0..64; absent
///        for Java's own bound, five
public record BackendTls(
        Optional<KeyedCertificate> clientCertificate,
        List<X509Certificate> authorities,
        OptionalInt verifyDepth) {
    /// Nothing of its own.
    public static final BackendTls DEFAULT = new BackendTls(Optional.empty(), List.of(), OptionalInt.empty());

    public BackendTls {
        authorities = List.copyOf(authorities);
    }
}
