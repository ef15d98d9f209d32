package dev.headgate.identity.jwt;

import com.nimbusds.jose.jwk.Curve;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.ECPublicKeySpec;
import java.security.spec.RSAPublicKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;
import javax.crypto.spec.SecretKeySpec;

/// One JSON Web Key (RFC 7517), read as a key that verifies signatures. Certificates in it are ignored, and so is the
/// private half of a key pair.
///
/// @param keyId its `kid`; empty where it has none
/// @param isSecret whether it is a symmetric key
/// @param hasPrivateHalf whether somebody has published what only the signer should know
/// @param content the key, or why it cannot be used
record Jwk(String keyId, boolean isSecret, boolean hasPrivateHalf, Content content) {
    /// What a key is good for.
    sealed interface Content {
        /// It verifies signatures.
        record Usable(TrustedKey key) implements Content {}

        /// It does not.
        record Unusable(String why) implements Content {}
    }

    /// A key cannot be used; for this class alone.
    private static final class UnusableException extends Exception {
        private static final long serialVersionUID = 1L;

        UnusableException(String why) {
            super(why, null, false, false);
        }
    }

    static Jwk read(Json.Obj jwk) {
        String keyId = jwk.text("kid").orElse("");
        boolean isSecret = jwk.text("kty").orElse("").equals("oct");
        boolean hasPrivateHalf = !isSecret && jwk.member("d").isPresent();
        try {
            checkPurpose(jwk);
            Key key = key(jwk);
            return new Jwk(keyId, isSecret, hasPrivateHalf,
                    new Content.Usable(new TrustedKey(keyId, restricted(algorithms(key), jwk), key)));
        } catch (UnusableException e) {
            return new Jwk(keyId, isSecret, hasPrivateHalf, new Content.Unusable(e.getMessage()));
        }
    }

    /// RFC 7517 §4.2, §4.3: both may be absent, and what is there must allow verifying.
    private static void checkPurpose(Json.Obj jwk) throws UnusableException {
        if (jwk.member("kid").isPresent() && jwk.text("kid").isEmpty()) {
            throw new UnusableException("its kid is no string");
        }
        if (jwk.member("use").isPresent() && !jwk.text("use").equals(Optional.of("sig"))) {
            throw new UnusableException("its use is not sig");
        }
        if (jwk.member("key_ops").isPresent()
                && !(jwk.member("key_ops").get() instanceof Json.Array(var operations)
                        && operations.contains(new Json.Text("verify")))) {
            throw new UnusableException("its key_ops do not have verify");
        }
    }

    private static Key key(Json.Obj jwk) throws UnusableException {
        try {
            return switch (jwk.text("kty").orElse("")) {
                case "RSA" -> sound(KeyFactory.getInstance("RSA").generatePublic(
                        new RSAPublicKeySpec(new BigInteger(1, octets(jwk, "n")),
                                new BigInteger(1, octets(jwk, "e")))));
                case "EC" -> sound(elliptic(jwk));
                case "OKP" -> sound(edwards(jwk));
                case "oct" -> new SecretKeySpec(octets(jwk, "k"), "HMAC");
                case String other ->
                        throw new UnusableException("its kty \"" + other + "\" is none that Headgate knows");
            };
        } catch (GeneralSecurityException e) {
            throw new UnusableException("it is malformed");
        }
    }

    private static PublicKey sound(PublicKey key) throws UnusableException {
        Optional<String> weakness = KeyChecks.weakness(key);
        if (weakness.isPresent()) {
            throw new UnusableException("it is " + weakness.get());
        }
        return key;
    }

    /// RFC 7518 §6.2.1.
    private static PublicKey elliptic(Json.Obj jwk) throws UnusableException, GeneralSecurityException {
        Curve curve = switch (jwk.text("crv").orElse("")) {
            case "P-256" -> Curve.P_256;
            case "P-384" -> Curve.P_384;
            case "P-521" -> Curve.P_521;
            default -> throw new UnusableException("its crv is not P-256, P-384 or P-521");
        };
        byte[] x = octets(jwk, "x");
        byte[] y = octets(jwk, "y");
        ECParameterSpec parameters = curve.toECParameterSpec();
        int length = (parameters.getCurve().getField().getFieldSize() + 7) / 8;
        if (x.length != length || y.length != length) {
            throw new UnusableException("its coordinates do not have the curve's length");
        }
        ECPoint point = new ECPoint(new BigInteger(1, x), new BigInteger(1, y));
        return KeyFactory.getInstance("EC").generatePublic(new ECPublicKeySpec(point, parameters));
    }

    /// RFC 8037 §2; the JDK reads such a key from a SubjectPublicKeyInfo (RFC 8410 §4), whose head depends on the curve.
    private static PublicKey edwards(Json.Obj jwk) throws UnusableException, GeneralSecurityException {
        byte[] head = HexFormat.of().parseHex(switch (jwk.text("crv").orElse("")) {
            case "Ed25519" -> "302a300506032b6570032100";
            case "Ed448" -> "3043300506032b6571033a00";
            default -> throw new UnusableException("its crv is not Ed25519 or Ed448");
        });
        byte[] x = octets(jwk, "x");
        byte[] encoded = Arrays.copyOf(head, head.length + x.length);
        System.arraycopy(x, 0, encoded, head.length, x.length);
        return KeyFactory.getInstance("EdDSA").generatePublic(new X509EncodedKeySpec(encoded));
    }

    private static byte[] octets(Json.Obj jwk, String member) throws UnusableException {
        return jwk.text(member).flatMap(Base64Url::decode).filter(octets -> octets.length > 0)
                .orElseThrow(() -> new UnusableException("its " + member + " is missing or not base64url"));
    }

    /// What the key can verify by its type. A secret must be as long as the hash (RFC 7518 §3.2).
    private static Set<JwtAlgorithm> algorithms(Key key) throws UnusableException {
        if (key instanceof PublicKey publicKey) {
            return KeyChecks.algorithms(publicKey);
        }
        Set<JwtAlgorithm> algorithms = EnumSet.noneOf(JwtAlgorithm.class);
        int bits = 8 * key.getEncoded().length;
        for (JwtAlgorithm algorithm : EnumSet.of(JwtAlgorithm.HS256, JwtAlgorithm.HS384, JwtAlgorithm.HS512)) {
            if (bits >= Integer.parseInt(algorithm.name().substring(2))) {
                algorithms.add(algorithm);
            }
        }
        if (algorithms.isEmpty()) {
            throw new UnusableException("it is a secret of " + bits + " bits, wanted are at least 256");
        }
        return algorithms;
    }

    /// RFC 7517 §4.4: a key that names an algorithm is for that one alone.
    private static Set<JwtAlgorithm> restricted(Set<JwtAlgorithm> algorithms, Json.Obj jwk) throws UnusableException {
        if (jwk.member("alg").isEmpty()) {
            return algorithms;
        }
        return jwk.text("alg").flatMap(JwtAlgorithm::of).filter(algorithms::contains).map(Set::of)
                .orElseThrow(() -> new UnusableException("its alg does not fit it, or is none that Headgate knows"));
    }
}
