package dev.headgate.identity;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// How API keys are kept: as the SHA-256 of their UTF-8 form, never in clear. Keys are long random texts, so a fast hash
/// without salt is enough: there is nothing to guess, and the hash finds the key in the store.
///
/// Pure and safe for use by many threads.
public final class ApiKeys {
    private static final Pattern WRITTEN = Pattern.compile("\\{sha256:([0-9a-f]{64})}");

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

    /// The hash of a key as a configuration has it: in clear, or [written][#written] as its hash.
    public static String hashOfWritten(String key) {
        Matcher written = WRITTEN.matcher(key);
        return written.matches() ? written.group(1) : hash(key);
    }

    /// What stands in a configuration in the place of a key, so that the key itself does not.
    public static String written(String hash) {
        return "{sha256:" + hash + "}";
    }

    /// Whether a configuration has a key as its hash.
    public static boolean isHashed(String key) {
        return WRITTEN.matcher(key).matches();
    }

    /// Whether two hashes are the same, in a time that does not depend on where they differ.
    public static boolean sameHash(String one, String other) {
        return MessageDigest.isEqual(one.getBytes(StandardCharsets.US_ASCII),
                other.getBytes(StandardCharsets.US_ASCII));
    }
}
