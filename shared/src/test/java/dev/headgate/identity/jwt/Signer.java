package dev.headgate.identity.jwt;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.EdECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Set;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// Signs tokens for tests, with a key pair of its own.
///
/// @param keyId the `kid` of its key
/// @param algorithm what it signs with
/// @param keys fresh for every signer
public record Signer(String keyId, JwtAlgorithm algorithm, KeyPair keys) {
    private static final Base64.Encoder BASE64URL = Base64.getUrlEncoder().withoutPadding();

    /// A signer with a fresh key; RSA keys have 2048 bits.
    public static Signer of(String keyId, JwtAlgorithm algorithm) {
        return switch (algorithm) {
            case RS256, RS384, RS512, PS256, PS384, PS512 -> rsa(keyId, algorithm, 2048);
            case ES256 -> new Signer(keyId, algorithm, elliptic("secp256r1"));
            case ES384 -> new Signer(keyId, algorithm, elliptic("secp384r1"));
            case ES512 -> new Signer(keyId, algorithm, elliptic("secp521r1"));
            case EDDSA -> edwards(keyId, "Ed25519");
            case HS256, HS384, HS512 -> throw new IllegalArgumentException("use Signer.hmac");
        };
    }

    /// A signer with a fresh RSA key of that many bits.
    public static Signer rsa(String keyId, JwtAlgorithm algorithm, int bits) {
        return new Signer(keyId, algorithm, unchecked(() -> {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(bits);
            return generator.generateKeyPair();
        }));
    }

    /// A signer with a fresh Ed25519 or Ed448 key.
    public static Signer edwards(String keyId, String curve) {
        return new Signer(keyId, JwtAlgorithm.EDDSA,
                unchecked(() -> KeyPairGenerator.getInstance(curve).generateKeyPair()));
    }

    private static KeyPair elliptic(String curve) {
        return unchecked(() -> {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec(curve));
            return generator.generateKeyPair();
        });
    }

    /// A token with these claims, in JSON, and a header of `alg` and `kid`.
    public String token(String claims) {
        return signed("{\"alg\":\"" + algorithm.jwaName() + "\",\"kid\":\"" + keyId + "\"}", claims);
    }

    /// A token with this header and these claims, both in JSON; the algorithm is the signer's, whatever the header says.
    public String signed(String header, String claims) {
        String input = base64Url(header) + "." + base64Url(claims);
        byte[] signature = unchecked(() -> {
            Signature signer = signer();
            signer.initSign(keys.getPrivate());
            signer.update(input.getBytes(StandardCharsets.US_ASCII));
            return signer.sign();
        });
        return input + "." + BASE64URL.encodeToString(signature);
    }

    private Signature signer() throws GeneralSecurityException {
        String bits = algorithm == JwtAlgorithm.EDDSA ? "" : algorithm.name().substring(2);
        return switch (algorithm) {
            case RS256, RS384, RS512 -> Signature.getInstance("SHA" + bits + "withRSA");
            case PS256, PS384, PS512 -> {
                Signature signer = Signature.getInstance("RSASSA-PSS");
                signer.setParameter(new PSSParameterSpec("SHA-" + bits, "MGF1", new MGF1ParameterSpec("SHA-" + bits),
                        Integer.parseInt(bits) / 8, 1));
                yield signer;
            }
            case ES256, ES384, ES512 -> Signature.getInstance("SHA" + bits + "withECDSAinP1363Format");
            case EDDSA -> Signature.getInstance("EdDSA");
            case HS256, HS384, HS512 -> throw new IllegalStateException("use Signer.hmac");
        };
    }

    /// A token that is signed with a secret.
    public static String hmac(JwtAlgorithm algorithm, byte[] secret, String header, String claims) {
        String input = base64Url(header) + "." + base64Url(claims);
        byte[] signature = unchecked(() -> {
            Mac mac = Mac.getInstance("HmacSHA" + algorithm.name().substring(2));
            mac.init(new SecretKeySpec(secret, "HMAC"));
            return mac.doFinal(input.getBytes(StandardCharsets.US_ASCII));
        });
        return input + "." + BASE64URL.encodeToString(signature);
    }

    /// The public key in PEM.
    public String pem() {
        return "-----BEGIN PUBLIC KEY-----\n" + Base64.getMimeEncoder(64, new byte[]{'\n'})
                .encodeToString(keys.getPublic().getEncoded()) + "\n-----END PUBLIC KEY-----\n";
    }

    /// The public key as a JWK with `kid`, `alg` and `use`.
    public String jwk() {
        return "{\"kid\":\"" + keyId + "\",\"alg\":\"" + algorithm.jwaName() + "\",\"use\":\"sig\"," + members() + "}";
    }

    /// The members of the JWK that make up the key.
    public String members() {
        PublicKey key = keys.getPublic();
        return switch (key) {
            case RSAPublicKey rsa -> "\"kty\":\"RSA\",\"n\":\"" + number(rsa.getModulus(), 0) + "\",\"e\":\""
                    + number(rsa.getPublicExponent(), 0) + "\"";
            case ECPublicKey ec -> {
                int bits = ec.getParams().getCurve().getField().getFieldSize();
                yield "\"kty\":\"EC\",\"crv\":\"P-" + bits + "\",\"x\":\"" + number(ec.getW().getAffineX(), bits)
                        + "\",\"y\":\"" + number(ec.getW().getAffineY(), bits) + "\"";
            }
            case EdECPublicKey edwards -> {
                byte[] encoded = edwards.getEncoded();
                int length = edwards.getParams().getName().equals("Ed25519") ? 32 : 57;
                byte[] x = Arrays.copyOfRange(encoded, encoded.length - length, encoded.length);
                yield "\"kty\":\"OKP\",\"crv\":\"" + edwards.getParams().getName() + "\",\"x\":\""
                        + BASE64URL.encodeToString(x) + "\"";
            }
            default -> throw new IllegalStateException(key.getAlgorithm());
        };
    }

    /// The key as a verifier trusts it.
    public TrustedKey trusted() {
        return new TrustedKey(keyId, Set.of(algorithm), keys.getPublic());
    }

    /// A text as a part of a token.
    public static String base64Url(String text) {
        return BASE64URL.encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String number(BigInteger value, int bitsMin) {
        String digits = value.toString(16);
        int length = Math.max((digits.length() + 1) / 2, (bitsMin + 7) / 8) * 2;
        return BASE64URL.encodeToString(HexFormat.of().parseHex("0".repeat(length - digits.length()) + digits));
    }

    private interface Work<T> {
        T get() throws GeneralSecurityException;
    }

    private static <T> T unchecked(Work<T> work) {
        try {
            return work.get();
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }
}
