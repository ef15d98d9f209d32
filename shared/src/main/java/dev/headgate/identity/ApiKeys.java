package dev.headgate.identity;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// How API keys are kept: as the SHA-256 of their UTF-8 form, never in clear. Keys are long random texts, so a fast hash
/// without salt is enough: there is nothing to guess, and the hash finds the key in the store.
///
/// Pure and safe for use by many threads.
public final class ApiKeys {
    private ApiKeys() {}

    /// The lower-case hex form of the key's SHA-256: 64 characters.
    public static String hash(String key) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /// Whether two hashes are the same, in a time that does not depend on where they differ.
    public static boolean sameHash(String one, String other) {
        return MessageDigest.isEqual(one.getBytes(StandardCharsets.US_ASCII),
                other.getBytes(StandardCharsets.US_ASCII));
    }
}
