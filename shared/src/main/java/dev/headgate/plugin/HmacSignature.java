package dev.headgate.plugin;

import dev.headgate.http.Request;
import dev.headgate.plugin.transform.HeaderLookup;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Signatures of hmac-auth: a keyed hash over lines that the request is made into again.
final class HmacSignature {
    /// What a client may have written at the end of its request line. API Gateway does not tell which it was, and nothing
    /// depends on it.
    private static final List<String> HTTP_VERSIONS = List.of("1.1", "2.0", "1.0");

    private HmacSignature() {}

    /// Whether the request was signed with the secret, in a time that does not depend on where signatures differ.
    static boolean matches(HmacFields fields, Request request, String secret) {
        HmacAlgorithm algorithm = HmacAlgorithm.of(fields.algorithm()).orElseThrow();
        byte[] given = decoded(fields.signature());
        Stream<String> versions = fields.headers().contains("request-line")
                ? HTTP_VERSIONS.stream()
                : HTTP_VERSIONS.stream().limit(1);
        return versions.map(version -> signed(fields.headers(), request, version))
                .map(lines -> algorithm.sign(secret.getBytes(StandardCharsets.UTF_8),
                        lines.getBytes(StandardCharsets.UTF_8)))
                .anyMatch(expected -> MessageDigest.isEqual(expected, given));
    }

    static byte[] sha256(byte[] octets) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(octets);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    private static String signed(List<String> headers, Request request, String httpVersion) {
        return headers.stream().map(name -> line(name, request, httpVersion)).collect(Collectors.joining("\n"));
    }

    private static String line(String name, Request request, String httpVersion) {
        List<String> values = HeaderLookup.all(request.headers(), name);
        if (!values.isEmpty()) {
            return name + ": " + values.getFirst();
        }
        return switch (name) {
            case "@request-target" ->
                    name + ": " + request.method().toLowerCase(Locale.ROOT) + " " + request.target();
            case "request-line" -> request.method() + " " + request.target() + " HTTP/" + httpVersion;
            default -> name + ":";
        };
    }

    /// Base64 with or without padding; what follows padding is passed over, as nginx does. Empty for anything else.
    private static byte[] decoded(String base64) {
        try {
            return Base64.getDecoder().decode(base64.split("=", 2)[0]);
        } catch (IllegalArgumentException e) {
            return new byte[0];
        }
    }
}
