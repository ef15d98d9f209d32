package dev.headgate.http;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// The bytes of a message's content (RFC 9110 §6.4), whole in memory as Lambda hands them over.
///
/// The array is not copied in or out, which a proxy of up to 10 MB bodies would pay for at every step: whoever gives it
/// away or reads it must not write to it. Safe for use by many threads on that condition.
public final class Body {
    /// A message without content.
    public static final Body EMPTY = new Body(new byte[0]);

    private final byte[] bytes;

    private Body(byte[] bytes) {
        this.bytes = bytes;
    }

    /// These bytes, which the caller no longer writes to.
    public static Body of(byte[] bytes) {
        return bytes.length == 0 ? EMPTY : new Body(bytes);
    }

    /// The UTF-8 form of a text.
    public static Body utf8(String text) {
        return of(text.getBytes(StandardCharsets.UTF_8));
    }

    /// The content itself; read only.
    public byte[] bytes() {
        return bytes;
    }

    /// How many bytes there are.
    public int length() {
        return bytes.length;
    }

    public boolean isEmpty() {
        return bytes.length == 0;
    }

    /// The content read as UTF-8; malformed parts become U+FFFD.
    public String utf8() {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Body body && Arrays.equals(bytes, body.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    @Override
    public String toString() {
        return "Body[" + bytes.length + " bytes]";
    }
}
