package dev.headgate.identity.jwt;

import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The first block of a PEM text (RFC 7468). Immutable.
final class Pem {
    private static final Pattern BLOCK = Pattern.compile("-----BEGIN ([A-Z0-9 ]+)-----([^-]*)-----END \\1-----");
    /// The AlgorithmIdentifier of RSA (RFC 8017 appendix C).
    private static final byte[] RSA = {0x30, 0x0d, 0x06, 0x09, 0x2a, (byte) 0x86, 0x48, (byte) 0x86, (byte) 0xf7, 0x0d,
            0x01, 0x01, 0x01, 0x05, 0x00};
    private static final int SEQUENCE = 0x30;
    private static final int BIT_STRING = 0x03;

    private final String label;
    private final byte[] der;

    private Pem(String label, byte[] der) {
        this.label = label;
        this.der = der;
    }

    /// Reads a text; empty where it has no block.
    ///
    /// @throws IllegalArgumentException when the block is no base64
    static Optional<Pem> read(String text) {
        Matcher block = BLOCK.matcher(text);
        return block.find()
                ? Optional.of(new Pem(block.group(1), Base64.getMimeDecoder().decode(block.group(2))))
                : Optional.empty();
    }

    /// What stands after BEGIN.
    String label() {
        return label;
    }

    /// What stands between, decoded; read only.
    byte[] der() {
        return der;
    }

    /// The content of an `RSA PUBLIC KEY` as that of a `PUBLIC KEY`: a SubjectPublicKeyInfo (RFC 5280 §4.1.2.7) around it.
    byte[] asSubjectPublicKeyInfo() {
        return der(SEQUENCE, joined(RSA, der(BIT_STRING, joined(new byte[]{0}, der))));
    }

    /// Content of less than 64 kB with its tag and length in front (X.690 §8.1).
    private static byte[] der(int tag, byte[] content) {
        int length = content.length;
        byte[] head = length < 0x80
                ? new byte[]{(byte) tag, (byte) length}
                : new byte[]{(byte) tag, (byte) 0x82, (byte) (length >> 8), (byte) length};
        return joined(head, content);
    }

    private static byte[] joined(byte[] one, byte[] other) {
        byte[] both = Arrays.copyOf(one, one.length + other.length);
        System.arraycopy(other, 0, both, one.length, other.length);
        return both;
    }
}
