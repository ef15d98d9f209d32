package dev.headgate.benchmarks.tokens;

import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.OctetKeyPair;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.util.Base64URL;
import dev.headgate.identity.jwt.JwtAlgorithm;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.security.Signature;
import java.security.SignatureException;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;

/// Signs tokens, with a key of its own, and publishes that.
///
/// @param algorithm RS256 (2,048 bits), ES256 or EdDSA (Ed25519)
record Issuer(JwtAlgorithm algorithm, KeyPair keys) {
    static final String NAME = "https://issuer.test";
    private static final String KEY_ID = "key-2026-11";
    private static final int ED25519_BYTES = 32;
    private static final Base64.Encoder BASE64URL = Base64.getUrlEncoder().withoutPadding();

    /// A token, and its parts as a verifier that had nothing else to do would take them.
    static final class Token {
        private final String text;
        private final byte[] signed;
        private final byte[] signature;

        private Token(String signed, byte[] signature) {
            this.text = signed + "." + BASE64URL.encodeToString(signature);
            this.signed = signed.getBytes(StandardCharsets.US_ASCII);
            this.signature = signature;
        }

        String text() {
            return text;
        }

        /// Whether the signature is good.
        boolean isVerifiedBy(Signature verifier) throws SignatureException {
            verifier.update(signed);
            return verifier.verify(signature);
        }
    }

    static Issuer of(JwtAlgorithm algorithm) throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance(switch (algorithm) {
            case RS256 -> "RSA";
            case ES256 -> "EC";
            case EDDSA -> "Ed25519";
            default -> throw new IllegalArgumentException(algorithm.jwaName());
        });
        if (algorithm == JwtAlgorithm.RS256) {
            generator.initialize(2_048);
        } else if (algorithm == JwtAlgorithm.ES256) {
            generator.initialize(new ECGenParameterSpec("secp256r1"));
        }
        return new Issuer(algorithm, generator.generateKeyPair());
    }

    /// The JDK's name of signatures in the form in which tokens have them.
    String signatures() {
        return switch (algorithm) {
            case RS256 -> "SHA256withRSA";
            case ES256 -> "SHA256withECDSAinP1363Format";
            default -> "Ed25519";
        };
    }

    /// A token with the claims that an access token has, good for a day.
    ///
    /// @param number makes it another one
    Token token(int number) throws GeneralSecurityException {
        long now = Instant.now().getEpochSecond();
        String signed = base64Url("{\"alg\":\"%s\",\"typ\":\"at+jwt\",\"kid\":\"%s\"}"
                .formatted(algorithm.jwaName(), KEY_ID)) + "."
                + base64Url("""
                        {"iss":"%s","sub":"248289761001","aud":"https://api.example.com","client_id":"s6BhdRkqt3",\
                        "exp":%d,"iat":%d,"nbf":%d,"jti":"token-%d","scope":"orders:read orders:write profile",\
                        "groups":["staff","billing"]}""".formatted(NAME, now + 86_400, now, now, number));
        Signature signer = Signature.getInstance(signatures());
        signer.initSign(keys.getPrivate());
        signer.update(signed.getBytes(StandardCharsets.US_ASCII));
        return new Token(signed, signer.sign());
    }

    /// The key in PEM, in one line with `\n` for the ends of lines, as YAML writes it between double quotes.
    String pem() {
        return "-----BEGIN PUBLIC KEY-----\\n" + Base64.getEncoder().encodeToString(keys.getPublic().getEncoded())
                + "\\n-----END PUBLIC KEY-----";
    }

    /// The documents of an OpenID provider.
    byte[] published(String path) {
        return (path.endsWith("/keys")
                ? "{\"keys\":[" + jwk().toJSONString() + "]}"
                : "{\"issuer\":\"%1$s\",\"jwks_uri\":\"%1$s/keys\"}".formatted(NAME)).getBytes(StandardCharsets.UTF_8);
    }

    private JWK jwk() {
        PublicKey key = keys.getPublic();
        return switch (key) {
            case RSAPublicKey rsa -> new RSAKey.Builder(rsa).keyID(KEY_ID).build();
            case ECPublicKey ec -> new ECKey.Builder(Curve.P_256, ec).keyID(KEY_ID).build();
            default -> {
                byte[] encoded = key.getEncoded();
                yield new OctetKeyPair.Builder(Curve.Ed25519, Base64URL.encode(
                        Arrays.copyOfRange(encoded, encoded.length - ED25519_BYTES, encoded.length)))
                        .keyID(KEY_ID).build();
            }
        };
    }

    private static String base64Url(String text) {
        return BASE64URL.encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
