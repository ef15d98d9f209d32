package dev.headgate.identity.oidc;

import dev.headgate.identity.jwt.TrustedKey;
import java.util.List;

/// What a provider says of itself.
///
/// @param issuer what its tokens have in `iss`
/// @param keys what verifies its tokens, extra key sets included
public record ProviderKeys(String issuer, List<TrustedKey> keys) {
    public ProviderKeys {
        keys = List.copyOf(keys);
    }
}
