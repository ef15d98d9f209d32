package dev.headgate.identity.oidc;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// A provider as a configuration names it.
///
/// @param discovery the address of its discovery document (OpenID Connect Discovery 1.0 §4)
/// @param keySet the address of its key set, where it is not the one that the document names
/// @param extraKeySets addresses of further key sets that are trusted like the provider's own
/// @param refreshInterval how long to wait after one fetch before the next
/// @param keyLifetime how old keys may become before they are fetched again though nothing is missing
public record OpenIdProvider(
        URI discovery,
        Optional<URI> keySet,
        List<URI> extraKeySets,
        Duration refreshInterval,
        Duration keyLifetime) {
    private static final String WELL_KNOWN = "/.well-known/";

    public OpenIdProvider {
        extraKeySets = List.copyOf(extraKeySets);
    }

    /// Where the discovery document of an issuer is, for a user who wrote either address.
    ///
    /// @throws IllegalArgumentException when it is no address at all
    public static URI discovery(String issuerOrDocument) {
        if (issuerOrDocument.contains(WELL_KNOWN)) {
            return URI.create(issuerOrDocument);
        }
        String issuer = issuerOrDocument.endsWith("/")
                ? issuerOrDocument.substring(0, issuerOrDocument.length() - 1)
                : issuerOrDocument;
        return URI.create(issuer + WELL_KNOWN + "openid-configuration");
    }
}
