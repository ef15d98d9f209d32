package dev.headgate.identity.jwt;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.util.Optional;

/// Reads and checks the public keys that users write in PEM, as those of Kong's `jwt_secrets`.
///
/// Pure and safe for use by many threads.
public final class JwtKeys {
    private JwtKeys() {}

    /// What became of a PEM text.
    public sealed interface Reading {
        /// A key that fits the algorithm and may be trusted.
        record Good(PublicKey key) implements Reading {}

        /// No such key.
        ///
        /// @param problem what is wrong, without the text
        /// @param hint what to write instead
        record Bad(String problem, String hint) implements Reading {}
    }

    /// Reads the public key of an algorithm: a block `PUBLIC KEY` or `RSA PUBLIC KEY`.
    ///
    /// @param algorithm one that is not symmetric
    public static Reading read(JwtAlgorithm algorithm, String pem) {
        try {
            return Pem.read(pem).map(block -> read(algorithm, block))
                    .orElseGet(() -> bad("no PEM block.", "Write a public key in PEM: -----BEGIN PUBLIC KEY----- …"));
        } catch (IllegalArgumentException e) {
            return bad("a PEM block that is no base64.", "Copy the key anew.");
        }
    }

    private static Reading read(JwtAlgorithm algorithm, Pem block) {
        return switch (block.label()) {
            case "PUBLIC KEY" -> read(algorithm, block.der());
            case "RSA PUBLIC KEY" -> read(algorithm, block.asSubjectPublicKeyInfo());
            case "PRIVATE KEY", "ENCRYPTED PRIVATE KEY", "RSA PRIVATE KEY", "EC PRIVATE KEY" -> bad("a private key.",
                    "Write its public half, as openssl pkey -in key.pem -pubout prints it.");
            case "CERTIFICATE" -> bad("a certificate.",
                    "Write its public key, as openssl x509 -in certificate.pem -pubkey -noout prints it.");
            default -> bad("a PEM block of kind " + block.label() + ".", "Write a block of kind PUBLIC KEY.");
        };
    }

    private static Reading read(JwtAlgorithm algorithm, byte[] subjectPublicKeyInfo) {
        try {
            PublicKey key = KeyFactory.getInstance(family(algorithm))
                    .generatePublic(new X509EncodedKeySpec(subjectPublicKeyInfo));
            Optional<String> weakness = KeyChecks.weakness(key);
            if (weakness.isPresent()) {
                return bad(weakness.get() + ".", "Let the issuer sign with another key.");
            }
            return KeyChecks.algorithms(key).contains(algorithm) ? new Reading.Good(key) : doesNotFit(algorithm);
        } catch (GeneralSecurityException e) {
            return doesNotFit(algorithm);
        }
    }

    private static Reading doesNotFit(JwtAlgorithm algorithm) {
        String wanted = switch (algorithm) {
            case RS256, RS384, RS512, PS256, PS384, PS512 -> "an RSA key";
            case ES256 -> "an EC key on P-256";
            case ES384 -> "an EC key on P-384";
            case ES512 -> "an EC key on P-521";
            case EDDSA -> "an Ed25519 or Ed448 key";
            case HS256, HS384, HS512 -> "a secret";
        };
        return bad("not a key for " + algorithm.jwaName() + ".", algorithm.jwaName() + " needs " + wanted + ".");
    }

    /// Kong's word for all of these is "invalid key".
    private static Reading bad(String problem, String hint) {
        return new Reading.Bad("invalid key: " + problem, hint);
    }

    /// The key family as Java's key factories name it.
    private static String family(JwtAlgorithm algorithm) {
        return switch (algorithm) {
            case RS256, RS384, RS512, PS256, PS384, PS512 -> "RSA";
            case ES256, ES384, ES512 -> "EC";
            case EDDSA -> "EdDSA";
            case HS256, HS384, HS512 ->
                    throw new IllegalStateException(algorithm + " has a secret and not a public key");
        };
    }
}
