package dev.headgate.cdk;

import dev.headgate.plan.RouteKey;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/// Names of planned resources, made of nothing but what each is: another route, or another order of routes, renames none,
/// which would make CloudFormation replace it.
final class PlannedIds {
    private static final int BYTES = 8;

    private PlannedIds() {}

    /// Of a route. The CDK would take a slash for two hyphens, which a segment may have too; a colon it may not.
    static String of(RouteKey key) {
        return key.toString().replace('/', ':');
    }

    /// A short text that differs where these do.
    static String digest(List<String> identity) {
        try {
            MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            for (String text : identity) {
                byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
                sha256.update((bytes.length + ":").getBytes(StandardCharsets.US_ASCII));
                sha256.update(bytes);
            }
            return HexFormat.of().formatHex(sha256.digest(), 0, BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
