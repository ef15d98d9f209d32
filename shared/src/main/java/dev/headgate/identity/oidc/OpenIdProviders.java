package dev.headgate.identity.oidc;

import dev.headgate.identity.StoreUnavailableException;

/// Knows the issuers and keys of OpenID providers. Safe for use by many threads.
@FunctionalInterface
public interface OpenIdProviders {
    /// The issuer and keys of a provider: fetched when nobody has asked before, fetched again when none of them has this
    /// key id or when they have become too old, and never before the provider's interval has passed since the last fetch.
    /// A fetch that fails changes nothing.
    ///
    /// @param keyId the `kid` of a token; empty for a token without
    /// @throws StoreUnavailableException when nothing is known of the provider and it cannot be asked, or the key is not
    ///         known and an extra key set has never arrived
    ProviderKeys keysFor(OpenIdProvider provider, String keyId);
}
