package dev.headgate.local.assembly;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/// Ids in the form of those that AWS gives to resources without a name of their own: lower-case letters and digits. Made
/// of stack and logical id, so that the same assembly always gets the same.
final class GeneratedIds {
    private static final int RADIX = 36;

    private GeneratedIds() {}

    /// @param length of the id; at most 40
    static String of(StackTemplate stack, String logicalId, int length) {
        byte[] digest = sha256().digest((stack.name() + '/' + logicalId).getBytes(StandardCharsets.UTF_8));
        String digits = new BigInteger(1, digest).toString(RADIX);
        return "0".repeat(Math.max(0, length - digits.length()))
                + digits.substring(Math.max(0, digits.length() - length));
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
