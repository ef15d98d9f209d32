package dev.headgate.plugin.transform;

import dev.headgate.http.Body;
import java.nio.charset.StandardCharsets;

/// Bytes as a `String` of one character an octet: bodies can be cut and joined like text and still keep every byte, in
/// whatever encoding. The virtual machine stores such a string in one byte a character.
final class Octets {
    private Octets() {}

    static String of(Body body) {
        return new String(body.bytes(), StandardCharsets.ISO_8859_1);
    }

    /// The UTF-8 form of a text.
    static String of(String text) {
        return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    }

    /// The text of which these octets are the UTF-8 form.
    static String text(String octets) {
        return new String(octets.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
    }

    static Body body(CharSequence octets) {
        return Body.of(octets.toString().getBytes(StandardCharsets.ISO_8859_1));
    }
}
