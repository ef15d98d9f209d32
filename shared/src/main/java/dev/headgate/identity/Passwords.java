package dev.headgate.identity;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// How basic-auth passwords are kept: as Kong keeps them (kong/plugins/basic-auth/crypto.lua), so that hashes taken from a
/// Kong database go on working. SHA-1 over password and consumer id is weak by today's measure; a leaked hash of a guessable
/// password can be guessed.
///
/// Pure and safe for use by many threads.
public final class Passwords {
    private static final Pattern WRITTEN = Pattern.compile("\\{sha1:([0-9a-f]{40})}");

    private Passwords() {}

    /// The lower-case hex form of the SHA-1 of the password followed by the consumer's id: 40 characters.
    public static String hash(String password, String consumerId) {
        return hash(password.getBytes(StandardCharsets.UTF_8), consumerId);
    }

    /// The same for a password as it came over the wire.
    public static String hash(byte[] password, String consumerId) {
        try {
            MessageDigest sha1 = MessageDigest.getInstance("SHA-1");
            sha1.update(password);
            return HexFormat.of().formatHex(sha1.digest(consumerId.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-1", e);
        }
    }

    /// The hash of a password as a configuration has it: in clear, or [written][#written] as its hash.
    public static String hashOfWritten(String password, String consumerId) {
        Matcher written = WRITTEN.matcher(password);
        return written.matches() ? written.group(1) : hash(password, consumerId);
    }

    /// What stands in a configuration in the place of a password, so that the password itself does not.
    public static String written(String hash) {
        return "{sha1:" + hash + "}";
    }

    /// Whether a configuration has a password as its hash.
    public static boolean isHashed(String password) {
        return WRITTEN.matcher(password).matches();
    }
}
