package dev.headgate.identity.certificates;

import java.io.ByteArrayOutputStream;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Reads private keys in PEM form: PKCS #8 (RFC 7468 §10), and the older forms of RSA (RFC 8017 appendix A.1.2) and of
/// elliptic curves (RFC 5915). Encrypted ones are not read.
///
/// Pure and safe for use by many threads.
public final class PrivateKeyText {
    private static final Pattern BLOCK = Pattern
            .compile("-----BEGIN ((?:RSA |EC )?PRIVATE KEY)-----([^-]*+)-----END \\1-----");
    private static final List<String> ALGORITHMS = List.of("RSA", "EC", "EdDSA");
    private static final byte[] VERSION = {0x02, 0x01, 0x00};
    private static final byte[] RSA = HexFormat.of().parseHex("300d06092a864886f70d0101010500");
    private static final byte[] EC = HexFormat.of().parseHex("06072a8648ce3d0201");
    private static final int SEQUENCE = 0x30;
    private static final int OCTETS = 0x04;
    private static final int CURVE = 0xa0;

    private PrivateKeyText() {}

    /// The first key of a text; empty where there is none that can be read.
    public static Optional<PrivateKey> read(String text) {
        Matcher block = BLOCK.matcher(text);
        if (!block.find()) {
            return Optional.empty();
        }
        try {
            byte[] der = Base64.getMimeDecoder().decode(block.group(2));
            return switch (block.group(1)) {
                case "RSA PRIVATE KEY" -> key(der(SEQUENCE, VERSION, RSA, der(OCTETS, der)));
                case "EC PRIVATE KEY" -> curve(der).flatMap(
                        curve -> key(der(SEQUENCE, VERSION, der(SEQUENCE, EC, curve), der(OCTETS, der))));
                default -> key(der);
            };
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    private static Optional<PrivateKey> key(byte[] pkcs8) {
        for (String algorithm : ALGORITHMS) {
            try {
                return Optional.of(KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(pkcs8)));
            } catch (InvalidKeySpecException _) {
                // It may be of the next algorithm.
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException("this Java runtime has no " + algorithm, e);
            }
        }
        return Optional.empty();
    }

    /// The curve that an ECPrivateKey names, as it stands there.
    private static Optional<byte[]> curve(byte[] der) {
        ByteBuffer in = ByteBuffer.wrap(der);
        try {
            in.get();
            length(in);
            while (in.hasRemaining()) {
                int tag = in.get() & 0xff;
                byte[] content = new byte[length(in)];
                in.get(content);
                if (tag == CURVE) {
                    return Optional.of(content);
                }
            }
        } catch (BufferUnderflowException | NegativeArraySizeException _) {
            return Optional.empty();
        }
        return Optional.empty();
    }

    /// X.690 §8.1.3; not longer than what is there.
    private static int length(ByteBuffer in) {
        int first = in.get() & 0xff;
        if (first < 0x80) {
            return first;
        }
        int length = 0;
        for (int i = 0; i < (first & 0x7f); i++) {
            length = length << 8 | in.get() & 0xff;
        }
        return length > in.remaining() ? -1 : length;
    }

    private static byte[] der(int tag, byte[]... contents) {
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        for (byte[] part : contents) {
            content.writeBytes(part);
        }
        int length = content.size();
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        all.write(tag);
        if (length >= 0x80) {
            all.write(0x82);
            all.write(length >> 8);
        }
        all.write(length);
        all.writeBytes(content.toByteArray());
        return all.toByteArray();
    }

    /// Whether a private and a public key belong together.
    public static boolean match(PrivateKey privateKey, PublicKey publicKey) {
        String algorithm = switch (privateKey.getAlgorithm()) {
            case "RSA" -> "SHA256withRSA";
            case "EC" -> "SHA256withECDSA";
            default -> "EdDSA";
        };
        byte[] message = "headgate".getBytes(StandardCharsets.US_ASCII);
        try {
            Signature signer = Signature.getInstance(algorithm);
            signer.initSign(privateKey);
            signer.update(message);
            byte[] signature = signer.sign();
            signer.initVerify(publicKey);
            signer.update(message);
            return signer.verify(signature);
        } catch (GeneralSecurityException _) {
            return false;
        }
    }
}
