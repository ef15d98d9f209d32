package dev.headgate.proxy;

import dev.headgate.http.Body;
import dev.headgate.http.Headers;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Set;

/// One request as it goes over the wire. Immutable.
///
/// @param method upper case by convention
/// @param target path and query, as they are to be sent
/// @param host the Host field
/// @param headers end-to-end and forwarding fields only
/// @param body may be empty
/// @param declaresLength whether an empty body is announced too, with `Content-Length: 0`
record Call(String method, String target, String host, Headers headers, Body body, boolean declaresLength) {
    private static final Set<String> METHODS_WITH_CONTENT = Set.of("POST", "PUT", "PATCH");

    static Call of(String method, String target, String host, Headers sent, Headers headers, Body body) {
        return new Call(method, target, host, headers, body,
                !body.isEmpty() || METHODS_WITH_CONTENT.contains(method) || sent.contains("Content-Length"));
    }

    boolean isHead() {
        return method.equals("HEAD");
    }

    /// Request line and fields of HTTP/1.1, the empty line included.
    byte[] head() {
        StringBuilder head = new StringBuilder(512);
        head.append(method).append(' ').append(target).append(" HTTP/1.1\r\nHost: ").append(host)
                .append("\r\nConnection: keep-alive\r\n");
        for (Headers.Field field : headers.fields()) {
            head.append(field.name()).append(": ").append(field.value()).append("\r\n");
        }
        if (declaresLength) {
            head.append("Content-Length: ").append(body.length()).append("\r\n");
        }
        return head.append("\r\n").toString().getBytes(charset(head));
    }

    /// Field values are octets (RFC 9110 §5.5) and reach us as characters, one each where they fit.
    private static Charset charset(CharSequence head) {
        return WireSyntax.isAll(head, c -> c < 0x100) ? StandardCharsets.ISO_8859_1 : StandardCharsets.UTF_8;
    }
}
