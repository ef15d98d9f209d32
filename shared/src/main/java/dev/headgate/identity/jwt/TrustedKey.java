package dev.headgate.identity.jwt;

import java.security.Key;
import java.util.Set;

/// A key that may verify signatures.
///
/// @param keyId what tokens name it by in `kid`; empty when it has no name
/// @param algorithms what it may verify: what fits its type and curve, and what its `alg` member, if any, restricts it to
/// @param key a `java.security.PublicKey`, or a `javax.crypto.SecretKey` for HS algorithms
public record TrustedKey(String keyId, Set<JwtAlgorithm> algorithms, Key key) {
    public TrustedKey {
        algorithms = Set.copyOf(algorithms);
    }

    /// Without the key, which may be a secret.
    @Override
    public String toString() {
        return "TrustedKey[keyId=" + keyId + ", algorithms=" + algorithms + "]";
    }
}
