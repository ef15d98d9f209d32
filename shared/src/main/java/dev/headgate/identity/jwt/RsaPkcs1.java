package dev.headgate.identity.jwt;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.interfaces.RSAPublicKey;
import java.util.Arrays;
import java.util.HexFormat;
import javax.crypto.Cipher;

/// Verifies RSASSA-PKCS1-v1_5 by building the only block that the signature may stand for and comparing it with the one
/// that it does stand for (RFC 8017 §8.2.2). The JDK's own verifier takes the block apart instead, and lets through a
/// second form in which the hash algorithm's parameters are left out.
final class RsaPkcs1 {
    private RsaPkcs1() {}

    /// Whether the signature, as long as the modulus, is that of the key over these bytes.
    static boolean verifies(JwtAlgorithm algorithm, RSAPublicKey key, byte[] signed, byte[] signature)
            throws GeneralSecurityException {
        Cipher rsa = Cipher.getInstance("RSA/ECB/NoPadding");
        rsa.init(Cipher.DECRYPT_MODE, key);
        return MessageDigest.isEqual(rsa.doFinal(signature), encoded(algorithm, signed, signature.length));
    }

    /// EMSA-PKCS1-v1_5 (RFC 8017 §9.2): 00 01 FF … FF 00, then the DigestInfo.
    private static byte[] encoded(JwtAlgorithm algorithm, byte[] signed, int length) throws GeneralSecurityException {
        String hash = algorithm.name().substring(2);
        byte[] digest = MessageDigest.getInstance("SHA-" + hash).digest(signed);
        byte[] head = HexFormat.of().parseHex(switch (hash) {
            case "256" -> "3031300d060960864801650304020105000420";
            case "384" -> "3041300d060960864801650304020205000430";
            case "512" -> "3051300d060960864801650304020305000440";
            default -> throw new IllegalStateException(algorithm + " is not RSASSA-PKCS1-v1_5");
        });
        byte[] block = new byte[length];
        int headAt = length - digest.length - head.length;
        Arrays.fill(block, 2, headAt - 1, (byte) 0xff);
        block[1] = 1;
        System.arraycopy(head, 0, block, headAt, head.length);
        System.arraycopy(digest, 0, block, length - digest.length, digest.length);
        return block;
    }
}
