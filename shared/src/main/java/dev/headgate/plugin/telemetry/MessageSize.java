package dev.headgate.plugin.telemetry;

import dev.headgate.http.Body;
import dev.headgate.http.Headers;
import java.nio.charset.StandardCharsets;

/// How large messages are in HTTP/1.1's form (RFC 9112 §2.1).
final class MessageSize {
    private static final int COLON_BLANK_AND_LINE_END = 4;
    private static final int EMPTY_LINE = 2;

    private MessageSize() {}

    /// @param startLine with its line end
    static long bytes(String startLine, Headers headers, Body body) {
        long bytes = startLine.length();
        for (Headers.Field field : headers.fields()) {
            bytes += field.name().length() + utf8Length(field.value()) + COLON_BLANK_AND_LINE_END;
        }
        return bytes + EMPTY_LINE + body.length();
    }

    private static int utf8Length(String text) {
        return text.chars().allMatch(c -> c < 0x80) ? text.length() : text.getBytes(StandardCharsets.UTF_8).length;
    }
}
