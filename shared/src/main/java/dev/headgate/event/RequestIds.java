package dev.headgate.event;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Locale;
import java.util.regex.Pattern;

/// Makes Kong-like request ids, 32 lower-case hex digits, out of API Gateway's.
///
/// The same API Gateway id always gives the same one, so that the authorizer's log, the router's log, the client's answer
/// and API Gateway's access log (`$context.requestId`) can be joined. REST APIs name requests by UUID: its digits are the
/// id. HTTP APIs name them by base64 text such as `JKJaXmPLvHcESHA=`: the id is the first 16 bytes of the text's SHA-256.
public final class RequestIds {
    /// Stands where API Gateway gives no id, which is in REST's TOKEN authorizer events only.
    public static final String NONE = "0".repeat(32);

    private static final Pattern UUID_FORM = Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");

    private RequestIds() {}

    /// The request id for API Gateway's id.
    public static String of(String apiRequestId) {
        if (apiRequestId.length() == 36 && UUID_FORM.matcher(apiRequestId).matches()) {
            return apiRequestId.replace("-", "").toLowerCase(Locale.ROOT);
        }
        byte[] digest = sha256().digest(apiRequestId.getBytes(StandardCharsets.UTF_8));
        return HexFormat.of().formatHex(digest, 0, 16);
    }

    /// The second id that REST gives a request (`$context.extendedRequestId`), in the form of an HTTP API's.
    public static String extended(String apiRequestId) {
        byte[] digest = sha256().digest(apiRequestId.getBytes(StandardCharsets.UTF_8));
        return Base64.getEncoder().encodeToString(Arrays.copyOf(digest, 11));
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
