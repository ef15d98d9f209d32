package dev.headgate.identity.jwt;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.jwk.Curve;
import java.security.PublicKey;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.EdECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/// What a public key can do, and whether it may be trusted with it.
final class KeyChecks {
    private KeyChecks() {}

    /// The algorithms that a public key can verify, by its type and curve.
    static Set<JwtAlgorithm> algorithms(PublicKey key) {
        return switch (key) {
            case RSAPublicKey _ -> EnumSet.of(JwtAlgorithm.RS256, JwtAlgorithm.RS384, JwtAlgorithm.RS512,
                    JwtAlgorithm.PS256, JwtAlgorithm.PS384, JwtAlgorithm.PS512);
            case ECPublicKey ec -> algorithms(Curve.forECParameterSpec(ec.getParams()));
            case EdECPublicKey _ -> EnumSet.of(JwtAlgorithm.EDDSA);
            default -> EnumSet.noneOf(JwtAlgorithm.class);
        };
    }

    private static Set<JwtAlgorithm> algorithms(Curve curve) {
        if (Curve.P_256.equals(curve)) {
            return EnumSet.of(JwtAlgorithm.ES256);
        }
        if (Curve.P_384.equals(curve)) {
            return EnumSet.of(JwtAlgorithm.ES384);
        }
        return Curve.P_521.equals(curve) ? EnumSet.of(JwtAlgorithm.ES512) : EnumSet.noneOf(JwtAlgorithm.class);
    }

    /// Why a public key is not to be trusted, where there is a reason.
    static Optional<String> weakness(PublicKey key) {
        return switch (key) {
            case RSAPublicKey rsa -> RsaKeyChecks.problem(rsa);
            case ECPublicKey ec -> isOnKnownCurve(ec)
                    ? Optional.empty()
                    : Optional.of("an EC key that is no point of P-256, P-384 or P-521");
            case EdECPublicKey _ -> Optional.empty();
            default -> Optional.of("a key of type " + key.getAlgorithm());
        };
    }

    /// Nimbus' verifier takes only keys whose point lies on the curve they name.
    private static boolean isOnKnownCurve(ECPublicKey key) {
        try {
            new ECDSAVerifier(key);
            return !algorithms(key).isEmpty();
        } catch (JOSEException e) {
            return false;
        }
    }
}
