package dev.headgate.identity.jwt;

import java.util.Arrays;
import java.util.Optional;

/// The signature algorithms that Headgate verifies (RFC 7518 §3, RFC 8037 §3). Which of them a token may use is decided
/// by the configuration or by the key, never by the token.
public enum JwtAlgorithm {
    HS256, HS384, HS512, RS256, RS384, RS512, PS256, PS384, PS512, ES256, ES384, ES512, EDDSA;

    /// The name in `alg` members and in configurations.
    public String jwaName() {
        return this == EDDSA ? "EdDSA" : name();
    }

    /// Whether signer and verifier share one secret.
    public boolean isSymmetric() {
        return switch (this) {
            case HS256, HS384, HS512 -> true;
            case RS256, RS384, RS512, PS256, PS384, PS512, ES256, ES384, ES512, EDDSA -> false;
        };
    }

    /// The algorithm of that name, compared to the letter as RFC 7515 §4.1.1 asks.
    public static Optional<JwtAlgorithm> of(String jwaName) {
        return Arrays.stream(values()).filter(algorithm -> algorithm.jwaName().equals(jwaName)).findFirst();
    }
}
