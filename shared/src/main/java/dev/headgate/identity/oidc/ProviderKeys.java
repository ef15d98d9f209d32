package dev.headgate.identity.oidc;

import dev.headgate.identity.jwt.TrustedKey;
import java.util.List;

/// What a provider says of itself.
///
/// @param issuer what its tokens have in `iss`
/// @param keys what verifies its tokens, those of extra key sets included
/// @param leftOut published keys that are not used, and why: a sentence each, for the operator
public record ProviderKeys(String issuer, List<TrustedKey> keys, List<String> leftOut) {
    public ProviderKeys {
        keys = List.copyOf(keys);
        leftOut = List.copyOf(leftOut);
    }

    /// Whether one of the keys has this id.
    boolean have(String keyId) {
        return keys.stream().anyMatch(key -> key.keyId().equals(keyId));
    }
}
